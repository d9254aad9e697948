import Foundation

/// Another full-screen program, with something to list.
struct ScreenPeer {
  static let names = ["tig", "mc", "ncdu", "htop", "lnav"]

  let name: String
  /// Where it is started, and what it lists.
  let folder: String
  private let arguments: [String]

  /// Those that are installed, each with the same number of rows to show.
  static func installed(in folder: String, rows: Int) throws -> [ScreenPeer] {
    let present = names.filter { Machine.find($0) != nil }
    guard !present.isEmpty else { return [] }
    let (files, history, log) = (folder + "/files", folder + "/history", folder + "/peer.log")
    try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
    for number in 0..<rows {
      let path = "\(files)/backup-of-server-\(number)"
      guard FileManager.default.createFile(atPath: path, contents: nil) else {
        throw BenchmarkError.call("create", path: path, errno: errno)
      }
    }
    if present.contains("tig") { try writeHistory(history, commits: rows, beneath: folder) }
    let lines = (0..<rows).map { number in
      "2026-01-01T\(10 + number / 3600 % 12):\(10 + number / 60 % 50):\(10 + number % 50) server-\(number): a line\n"
    }
    try lines.joined().write(toFile: log, atomically: true, encoding: .utf8)
    return present.map { name in
      switch name {
      case "tig": ScreenPeer(name: name, folder: history, arguments: [])
      case "mc": ScreenPeer(name: name, folder: files, arguments: ["-u", files, files])
      case "ncdu": ScreenPeer(name: name, folder: files, arguments: ["-0", files])
      case "lnav": ScreenPeer(name: name, folder: folder, arguments: [log])
      default: ScreenPeer(name: name, folder: folder, arguments: [])
      }
    }
  }

  private static func writeHistory(_ path: String, commits: Int, beneath folder: String) throws {
    let git = Child(program: "git", folder: folder)
    try git.run(["init", "-q", path])
    var stream = ""
    for number in 1...commits {
      let words = "Copy the backup of server \(number)"
      stream += "commit refs/heads/main\ncommitter Bench <bench@example.com> \(1_700_000_000 + number * 60) +0000\n"
      stream += "data \(words.utf8.count)\n\(words)\n"
    }
    try stream.write(toFile: folder + "/stream", atomically: true, encoding: .utf8)
    try Child(program: "sh", folder: folder).run(["-c", "git -C \(path) fast-import --quiet < \(folder)/stream"])
    try git.run(["-C", path, "symbolic-ref", "HEAD", "refs/heads/main"])
  }

  /// How it answers keys; nil where it does not.
  func manners(_ size: TimedTerminal.Size) throws -> ConsoleManners? {
    // A program that cannot be asked is left out, and that is said.
    try? ConsoleManners(TimedTerminal(name, arguments, folder: folder, size: size))
  }
}
