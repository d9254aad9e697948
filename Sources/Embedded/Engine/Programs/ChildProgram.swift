import CStorage
import Foundation

/// Another program, started without a shell: arguments as they are, an environment of its own, no descriptor of ours.
struct ChildProgram {
  /// How it ended.
  struct Ending {
    /// The exit status; nil when a signal ended it.
    var status: Int32?
    /// The end of what it wrote.
    var output: String
  }

  /// What of its output is kept.
  private static let kept = 4096
  /// How long it may take to end when it is told to.
  private static let grace = 40

  /// The absolute path of the executable.
  let path: String
  /// What stands behind the program's own name.
  var arguments: [String] = []
  /// Everything its environment holds.
  var environment: [String: String] = ["PATH": Self.standardPath, "LC_ALL": "C"]

  /// What another program finds on its path.
  static let standardPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  /// The absolute path of a program by its name; nil where it is not installed.
  ///
  /// Relative folders do not count.
  static func find(_ name: String, in path: String) -> String? {
    path.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 && !isFolder($0) }
  }

  /// Starts it and waits until it ends.
  ///
  /// - Parameters:
  ///   - input: What it reads on standard input.
  ///   - pulse: Called every 50 ms; what it throws ends the program and is thrown on.
  /// - Throws: `EngineError.programNotStarted`.
  func run(input: [UInt8] = [], pulse: () throws -> Void) throws -> Ending {
    let (given, written) = (try ScratchFile(), try ScratchFile())
    try given.fill(input)
    let process = try start(given.descriptor, written.descriptor)
    while true {
      if let status = Self.ended(process) {
        return Ending(status: status < 0 ? nil : status, output: written.tail(Self.kept))
      }
      do { try pulse() } catch {
        Self.stop(process)
        throw error
      }
      usleep(50_000)
    }
  }

  private func start(_ input: Int32, _ output: Int32) throws -> pid_t {
    let words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    let settings: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var process: pid_t = 0
    let failure = cs_spawn_program(&process, path, words, settings, input, output)
    guard failure == 0 else { throw EngineError.programNotStarted(path: path, errno: failure) }
    return process
  }

  /// The exit status of a process, -1 where a signal ended it; nil while it runs.
  private static func ended(_ process: pid_t) -> Int32? {
    var status: Int32 = 0
    let found = waitpid(process, &status, WNOHANG)
    // Somebody else has asked for it: it is gone, and how it ended is not known.
    if found < 0, errnoNow() == ECHILD { return -1 }
    guard found == process else { return nil }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -1
  }

  /// Asks the program and all it started to end, and ends them where they do not.
  private static func stop(_ process: pid_t) {
    kill(-process, SIGTERM)
    for _ in 0..<grace {
      if ended(process) != nil { return }
      usleep(50_000)
    }
    kill(-process, SIGKILL)
    while waitpid(process, nil, 0) < 0, errnoNow() == EINTR {}
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
