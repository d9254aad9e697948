import Foundation
import Testing

/// A small file system in memory, mounted on a folder while it is needed.
final class SmallDisk {
  /// Whether this process may mount; containers forbid it even to root.
  static let isAllowed: Bool = {
    guard geteuid() == 0, let home = try? CommandHome() else { return false }
    return (try? SmallDisk(home, "trial", mebibytes: 1)) != nil
  }()

  static let reason: Comment = "only root may mount a small disk, and not in every container"

  /// Where it is mounted.
  let path: String
  private let home: CommandHome

  init(_ home: CommandHome, _ name: String, mebibytes: Int) throws {
    self.home = home
    path = "\(home.folder)/\(name)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try run("mount", "-t", "tmpfs", "-o", "size=\(mebibytes)m", "tmpfs", path)
  }

  deinit {
    // Left mounted it would keep the test's folder, no more.
    try? run("umount", "-l", path)
  }

  /// Changes it while it is in use, such as `ro`, or `size=64m`.
  func remount(_ options: String) throws { try run("mount", "-o", "remount,\(options)", path) }

  private func run(_ words: String...) throws {
    let finished = try RunningProcess("/usr/bin/env", words, folder: home.folder).wait()
    guard finished.status == 0 else { throw Refused(description: "\(words): \(finished.errors)") }
  }

  struct Refused: Error { let description: String }
}
