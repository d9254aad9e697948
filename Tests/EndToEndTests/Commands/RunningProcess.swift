import Foundation

/// A program started by a test, with a time limit; its output goes to files, so that nothing can block it.
final class RunningProcess: Sendable {
  /// What can go wrong with starting and waiting.
  enum Failure: Error {
    case notStarted(String, Int32)
    case tooSlow([String], String)
  }

  let id: pid_t
  private let arguments: [String]
  private let outputPath: String
  private let errorPath: String

  /// Starts a program with nothing to read.
  init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], folder: String,
    standardOutput: String? = nil
  ) throws {
    self.arguments = arguments
    let name = UUID().uuidString
    outputPath = standardOutput ?? "\(folder)/\(name).out"
    errorPath = "\(folder)/\(name).err"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    // A disk that another test is writing just now would stay open for writing as long as the child lives.
    // (Closing what is not open is no error here. The call that closes all of them is not to be had from Swift.)
    for descriptor in 3..<min(getdtablesize(), 4_096) { posix_spawn_file_actions_addclose(&actions, descriptor) }
    let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = merged.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var child: pid_t = 0
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Tests may run in the background of a shell, which ignores some signals, or on a thread that blocks them.
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let result = posix_spawn(&child, program, &actions, &attributes, &words, &variables)
    guard result == 0 else { throw Failure.notStarted(program, result) }
    id = child
  }

  /// Sends a signal.
  func send(_ signal: Int32) { kill(id, signal) }

  /// Waits for the end; kills the process and throws when it takes longer than `seconds`.
  func wait(seconds: Int = 60) throws -> FinishedProcess {
    let ended = DispatchSemaphore(value: 0)
    let id = id
    let watcher = Thread { @Sendable in
      var state = siginfo_t()
      // The process stays to be collected below, so its id cannot have been taken by another.
      while waitid(P_PID, id_t(id), &state, WEXITED | WNOWAIT) != 0, errno == EINTR {}
      ended.signal()
    }
    watcher.start()
    let isLate = ended.wait(timeout: .now() + .seconds(seconds)) == .timedOut
    if isLate { kill(id, SIGKILL) }
    var state: Int32 = 0
    while waitpid(id, &state, 0) < 0, errno == EINTR {}
    let output = Self.text(outputPath)
    let errors = Self.text(errorPath)
    if isLate { throw Failure.tooSlow(arguments, output + errors) }
    let signal = state & 0x7F
    return FinishedProcess(
      status: signal == 0 ? (state >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal, output: output,
      errors: errors)
  }

  /// What stands on standard output so far.
  var outputSoFar: String { Self.text(outputPath) }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
