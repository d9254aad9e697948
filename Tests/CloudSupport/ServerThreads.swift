internal import Dispatch

/// Threads of a server's own: tests that block Swift's few threads must not keep its answers back.
final class ServerThreads: TaskExecutor {
  static let shared = ServerThreads()
  private let queue = DispatchQueue(label: "servers of tests", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
