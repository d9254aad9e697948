import Foundation
import Testing

/// A small file system in memory, mounted on a folder while it is needed.
final class SmallDisk {
  /// Whether this process may mount; containers forbid it even to root.
  static let isAllowed: Bool = {
    guard geteuid() == 0, let home = try? CommandHome() else { return false }
    sweep(home)
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
    try Self.run("mount", "-t", "tmpfs", "-o", "size=\(mebibytes)m", "\(Self.mark)\(getpid())", path, home: home)
  }

  deinit {
    // Left mounted it would keep the test's folder, no more.
    try? Self.run("umount", "-l", path, home: home)
  }

  /// Changes it while it is in use, such as `ro`, or `size=64m`.
  func remount(_ options: String) throws { try Self.run("mount", "-o", "remount,\(options)", path, home: home) }

  /// What such disks are called in the list of mounts, before the id of the process that uses them.
  private static let mark = "farshore-test-"

  /// Unmounts what tests left that were killed: nobody else would.
  private static func sweep(_ home: CommandHome) {
    for line in (try? String(contentsOfFile: "/proc/mounts", encoding: .utf8))?.split(separator: "\n") ?? [] {
      let words = line.split(separator: " ")
      guard words.count > 1, words[0].hasPrefix(mark), let owner = pid_t(words[0].dropFirst(mark.count)),
        kill(owner, 0) != 0, errno == ESRCH
      else { continue }
      try? run("umount", "-l", String(words[1]), home: home)
      // The folder of the test, which was killed before it could remove it.
      try? FileManager.default.removeItem(atPath: (String(words[1]) as NSString).deletingLastPathComponent)
    }
  }

  private static func run(_ words: String..., home: CommandHome) throws {
    let finished = try RunningProcess("/usr/bin/env", words, folder: home.folder).wait()
    guard finished.status == 0 else { throw Refused(description: "\(words): \(finished.errors)") }
  }

  struct Refused: Error { let description: String }
}
