import Foundation
import Synchronization

/// Runs a program as a user does and measures it.
struct Child: Sendable {
  /// What one run took.
  struct Run: Sendable {
    var seconds: Double
    /// The most memory it had at once, in bytes, files mapped included.
    var peak: Int64
    /// Seconds of processors that it took, all cores together.
    var processor: Double
    /// What it printed.
    var printed: Data
  }

  let program: String
  var environment: [String: String] = [:]
  /// Where what it prints is kept.
  let folder: String
  /// Seconds after which it is stopped, which counts as failing.
  var patience = 1800.0

  /// Runs it with its bytes on the disk at the end; throws where it fails.
  /// - Parameter isCold: Whether caches are dropped before.
  func measured(_ arguments: [String], isCold: Bool = true) throws -> Run {
    Machine.settle(droppingCaches: isCold)
    let watch = Stopwatch()
    var run = try run(arguments)
    sync()
    run.seconds = watch.seconds
    return run
  }

  /// Runs it; throws where it fails.
  @discardableResult
  func run(_ arguments: [String]) throws -> Run {
    let watch = Stopwatch()
    let process = try start(arguments)
    let memory = MemoryWatch(process)
    // Killed, for farshore hands its work to a worker where it is only told to stop.
    let limit = Alarm(after: patience) { _ = kill(process, SIGKILL) }
    var use = rusage()
    let status = Self.wait(process, &use)
    limit.cancel()
    let peak = memory.end()
    let run = Run(
      seconds: watch.seconds, peak: peak, processor: Self.seconds(use.ru_utime) + Self.seconds(use.ru_stime),
      printed: FileManager.default.contents(atPath: folder + "/out") ?? Data())
    guard status == 0 else { throw failure(arguments, status) }
    return run
  }

  /// Starts it and returns its process id; whoever starts it waits for it.
  func start(_ arguments: [String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, folder + "/out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, folder + "/err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let variables: [UnsafeMutablePointer<CChar>?] = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
    let words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { (variables + words).forEach { free($0) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, program, &actions, nil, words, variables)
    guard failure == 0 else { throw BenchmarkError.call("start", path: program, errno: failure) }
    return process
  }

  /// Waits for its end and returns its exit status, or 128 and the signal's number.
  static func wait(_ process: pid_t) -> Int32 {
    var use = rusage()
    return wait(process, &use)
  }

  private static func wait(_ process: pid_t, _ use: inout rusage) -> Int32 {
    var status: Int32 = 0
    while wait4(process, &status, 0, &use) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

  private func failure(_ arguments: [String], _ status: Int32) -> BenchmarkError {
    let said = ["err", "out"].compactMap { FileManager.default.contents(atPath: folder + "/" + $0) }
      .map { String(decoding: $0.suffix(600), as: UTF8.self) }.joined()
    return .failed(command: ([program] + arguments).joined(separator: " "), status: status, said: said)
  }
}
