import Dispatch

/// Waits on a plain thread for asynchronous work; never called on the cooperative pool.
enum Blocking {
  /// Runs the work on the pool and returns when it is done.
  static func wait(for work: @escaping @Sendable () async -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      await work()
      done.signal()
    }
    done.wait()
  }
}
