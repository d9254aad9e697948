import Foundation
import Testing

@testable import TerminalSupport

extension CommandHome {
  /// What a program on a terminal of this home finds in its environment.
  var consoleEnvironment: [String: String] {
    [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "FARSHORE_HOME": home, "HOME": folder,
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
  }

  /// Opens the console of this home on a terminal.
  func console(
    _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      Self.program, arguments, environment: consoleEnvironment.merging(environment) { $1 }, columns: columns,
      rows: rows)
  }

  /// Opens the console as a job of a shell that says STOPPED when it is stopped, and continues it on Enter.
  ///
  /// A shell that is not interactive leaves the modes of the terminal to its jobs.
  func consoleUnderShell() throws -> PseudoTerminal {
    try PseudoTerminal(
      "/bin/bash", ["--norc", "-m", "-c", "\"$0\"; echo STOPPED; read -r; fg >/dev/null", Self.program],
      environment: consoleEnvironment)
  }

  /// Two regions and a server in the first of them, backed up as `web-1`; its bytes do not compress.
  static func backedUp(mebibytes: Int = 24) throws -> CommandHome {
    let home = try CommandHome()
    try home.addRegions()
    try home.addServer("web", mebibytes: mebibytes)
    try home.json("backups", "create", "--server", "web", "--vault", "backup-east", "--name", "web-1")
    return home
  }

  /// A server in the region `east` with one disk of noise.
  func addServer(_ name: String, mebibytes: Int) throws {
    let path = "\(folder)/\(name).raw"
    try writeNoise(path, mebibytes: mebibytes)
    try json("servers", "add", name, "--region", "east", "--disk", "system:\(path)")
  }

  /// Writes a file of chunks that differ and do not compress; much quicker than noise throughout.
  func writeNoise(_ path: String, mebibytes: Int) throws {
    let size = 4 << 20
    var block = Noise(seed: 1).bytes(size)
    let place = URL(fileURLWithPath: path)
    try Data().write(to: place)
    let file = try FileHandle(forWritingTo: place)
    for number in 0..<UInt64((mebibytes << 20) / size) {
      withUnsafeBytes(of: number) { block.replaceSubrange(0..<8, with: $0) }
      try file.write(contentsOf: block)
    }
    try file.close()
  }

  /// How fast bytes cross the links of this home, such as `2MiB`, or `off`.
  func setLinkRate(_ rate: String) throws { try json("contexts", "set", "local", "link-rate=\(rate)") }
}
