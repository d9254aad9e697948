import Foundation

/// restic with two repositories of its own: the nearest relative, deduplicating and verifying.
struct Restic: Sendable {
  private let child: Child
  private let (here, there): (String, String)
  private let password: String

  /// Nil where it is not installed.
  init?(folder: String) throws {
    guard let program = Machine.find("restic") else { return nil }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    (here, there, password) = (folder + "/here", folder + "/there", folder + "/password")
    try Data("bench".utf8).write(to: URL(filePath: password))
    child = Child(
      program: program, environment: ["RESTIC_PASSWORD": "bench", "RESTIC_CACHE_DIR": folder + "/cache"],
      folder: folder)
    try child.run(["-q", "-r", here, "init"])
    try child.run(["-q", "-r", there, "init", "--copy-chunker-params"] + source)
  }

  private var source: [String] { ["--from-repo", here, "--from-password-file", password] }

  func backUp(_ path: String) throws -> Child.Run { try child.measured(["-q", "-r", here, "backup", path]) }

  func replicate() throws -> Child.Run { try child.measured(["-q", "-r", there, "copy"] + source) }
}
