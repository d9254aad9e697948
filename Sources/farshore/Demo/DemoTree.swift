import Foundation

/// The demo's SFS Turbo file system: some hundred files of about 10 MB, the same bytes every time.
struct DemoTree: Sendable {
  static let name = "projects-08"
  static let folder = "projects-08"
  private static let files = 360
  /// 2026-04-12T00:00:00Z: times that do not depend on when the demo is made.
  private static let time = timespec(tv_sec: 1_775_952_000, tv_nsec: 0)

  /// Writes the tree into a folder that does not exist.
  /// - Throws: `CommandError`.
  static func write(to path: String) throws {
    for index in 0..<files {
      let team = ["design", "finance", "website", "archive"][index % 4]
      let folder = "\(path)/\(team)/\(2020 + index % 7)"
      try make(folder)
      try file(index, at: "\(folder)/report-\(index).txt")
    }
    try link("website/2022/report-2.txt", at: "\(path)/latest.txt")
    try make("\(path)/inbox")
    guard Foundation.link("\(path)/design/2020/report-0.txt", "\(path)/design/first-report.txt") == 0 else {
      throw failure(path)
    }
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) + [""] {
      guard utimensat(AT_FDCWD, "\(path)/\(name)", [time, time], AT_SYMLINK_NOFOLLOW) == 0 else {
        throw failure(path)
      }
    }
  }

  private static func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandError.folder(path: folder, reason: error.localizedDescription)
    }
  }

  private static func link(_ target: String, at path: String) throws {
    guard symlink(target, path) == 0 else { throw failure(path) }
  }

  /// Every tenth file is larger; a quarter of each is of random bytes, so that it compresses like papers do.
  private static func file(_ index: Int, at path: String) throws {
    var random = Xorshift(seed: UInt64(9000 + index))
    let size = index % 10 == 0 ? 180 << 10 : 1 << 10 + Int(random.next() % 20_000)
    var bytes = [UInt8](repeating: UInt8(ascii: "a") + UInt8(index % 26), count: size)
    bytes.withUnsafeMutableBytes { random.fill(UnsafeMutableRawBufferPointer(rebasing: $0[..<(size / 4)])) }
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { throw failure(path) }
  }

  private static func failure(_ path: String) -> CommandError { .demoFile(path: path, errno: errno) }
}
