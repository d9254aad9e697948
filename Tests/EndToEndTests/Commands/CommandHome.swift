import Foundation
import Testing

/// A home in a folder of its own, and the built program to work on it.
final class CommandHome: Sendable {
  /// Everything of the test.
  let folder: String
  /// What `--home` names.
  var home: String { folder + "/home" }

  init() throws {
    folder = NSTemporaryDirectory() + "farshore-" + UUID().uuidString.lowercased()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { remove() }

  /// Removes everything of the test; a folder left behind in the temporary ones spoils nothing.
  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// The program beside the tests.
  static let program: String = {
    var bytes = [CChar](repeating: 0, count: 4_097)
    let count = readlink("/proc/self/exe", &bytes, bytes.count - 1)
    let path = String(decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (path as NSString).deletingLastPathComponent + "/farshore"
  }()

  /// Starts a command.
  func start(
    _ arguments: [String], environment: [String: String] = [:], standardOutput: String? = nil
  ) throws -> RunningProcess {
    // Text is looked at as a UTF-8 locale has it, wherever the tests run.
    let present = ["FARSHORE_HOME": home, "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    return try RunningProcess(
      Self.program, arguments, environment: present, folder: folder, standardOutput: standardOutput)
  }

  /// Runs a command to its end.
  @discardableResult
  func run(_ arguments: String..., seconds: Int = 60) throws -> FinishedProcess {
    try start(arguments).wait(seconds: seconds)
  }

  /// Runs a command with `--json`; it has to succeed.
  @discardableResult
  func json(
    _ arguments: String..., seconds: Int = 60, location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    let finished = try start(arguments + ["--json"]).wait(seconds: seconds)
    #expect(finished.status == 0, "\(arguments): \(finished.output)\(finished.errors)", sourceLocation: location)
    return finished.json
  }

  /// Asks again until the answer satisfies a condition; fails after a time.
  func waitUntil(
    _ arguments: String..., seconds: Double = 60, location: SourceLocation = #_sourceLocation,
    _ condition: (JSON) -> Bool
  ) throws -> JSON {
    let limit = Date(timeIntervalSinceNow: seconds)
    while true {
      let answer = try start(arguments + ["--json"]).wait().json
      if condition(answer) { return answer }
      if Date() > limit {
        Issue.record("\(arguments) never came to what was waited for: \(answer)", sourceLocation: location)
        return answer
      }
    }
  }

  /// Writes a raw disk file of noise that grows from a seed, and gives its path.
  func disk(_ name: String, mebibytes: Int, seed: UInt64) throws -> String {
    let path = "\(folder)/\(name)"
    try Noise(seed: seed).bytes(mebibytes << 20).write(to: URL(fileURLWithPath: path))
    try awaitNoWriter(path)
    return path
  }

  /// Waits until nobody has a disk open for writing: Foundation opens it so that each process that another test is
  /// just starting gets a copy, until it runs its own program.
  func awaitNoWriter(_ path: String) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    try #require(file >= 0)
    defer { close(file) }
    let (setLease, setSignal) = (Int32(1024), Int32(10))
    // A lease that breaks would otherwise end this process.
    _ = fcntl(file, setSignal, SIGURG)
    let limit = Date(timeIntervalSinceNow: 60)
    while fcntl(file, setLease, Int32(F_RDLCK)) != 0 {
      try #require(errno == EAGAIN && Date() < limit, "\(path) stays open for writing")
      usleep(5_000)
    }
    _ = fcntl(file, setLease, Int32(F_UNLCK))
  }

  /// Two capable regions, each with a vault for originals and one for replicas.
  func addRegions(_ ids: [String] = ["east", "west"]) throws {
    for id in ids {
      try json("regions", "add", id, "--name", id.capitalized, "--store", "\(folder)/\(id)")
      for protection in ["backup", "replication"] {
        try json(
          "vaults", "create", "\(protection)-\(id)", "--region", id, "--type", "server", "--protection", protection,
          "--capacity", "10GiB")
      }
    }
  }
}
