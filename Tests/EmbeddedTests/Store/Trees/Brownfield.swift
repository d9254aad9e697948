import CStorage
import Foundation

@testable import Embedded

/// A tree as old file servers have them: everything that Linux lets root make.
struct Brownfield {
  /// What a restore without privileges leaves out of it.
  static let lost: [TreeOutcome.Loss: Int] = [.setuid: 3, .device: 3, .owner: 3, .attribute: 3]

  let root: String

  /// Whether this process may make one, and there is somebody to compare with.
  static var isPossible: Bool { geteuid() == 0 && access("/usr/bin/rsync", X_OK) == 0 }

  /// Makes it beneath a folder that is there.
  init(_ root: String) throws {
    self.root = root
    try makeNames()
    try makeLinks()
    try makeModes()
    try makeAttributes()
    try makeContents()
    try makeTimes()
  }

  /// Takes away what a restore without privileges leaves out.
  func strip() throws {
    for name in ["setuid", "setgid", "shared"] { chmod(path(name), mode(name) & 0o1777) }
    for name in ["theirs", "their-link", "their-folder"] { lchown(path(name), geteuid(), getegid()) }
    for name in ["null", "nodes/loop", "nodes/null-too"] { unlink(path(name)) }
    let folder = try TreeFolder.root(root)
    for (name, attribute) in [
      ("labelled", "trusted.label"), ("capable", "security.capability"), ("their-folder", "trusted.origin"),
    ] {
      let file = folder.open(Array(name.utf8), O_RDONLY)
      defer { close(file) }
      guard cs_remove_attribute(file, attribute) == 0 else { throw failure("strip \(name)") }
    }
  }

  private func path(_ name: String) -> String { "\(root)/\(name)" }

  private func mode(_ name: String) -> mode_t {
    var status = stat()
    return lstat(path(name), &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  private func failure(_ what: String) -> StoreError { .io(operation: what, path: root, errno: errno) }

  private func file(_ name: String, _ text: String = "content", mode: mode_t = 0o644) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    chmod(path(name), mode)
  }

  private func makeNames() throws {
    let odd: [[UInt8]] = [
      [0xff, 0xfe, 0x41], [0x0a], [0x01, 0x1b, 0x5b, 0x41], Array(" ".utf8), Array("-rf".utf8), Array("a\\b".utf8),
      Array(repeating: 0x6e, count: 255), Array("ü\u{0301}😀".utf8), Array("\"'$(x)`;|*?[".utf8),
    ]
    for name in odd {
      let made = open(Array(root.utf8CString.dropLast()) + TreeFolder.c([0x2f] + name), O_CREAT | O_WRONLY, 0o600)
      guard made >= 0, write(made, "odd", 3) == 3 else { throw failure("make an odd name") }
      close(made)
    }
    for name in ["empty", "folder/in/folder", "nodes", "their-folder", "shared", "sticky", "inherits"] {
      try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    }
  }

  private func makeLinks() throws {
    try file("plain")
    for (name, target) in [
      ("dangling", "no/where"), ("absolute", "/etc/passwd"), ("upwards", "../.."), ("their-link", "plain"),
      ("long", String(repeating: "x/", count: 2000)),
    ] {
      symlink(target, path(name))
    }
    link(path("plain"), path("folder/in/folder/plain-too"))
    link(path("plain"), path("zz-plain"))
    link(path("absolute"), path("folder/absolute-too"))
    mkfifo(path("fifo"), 0o620)
    link(path("fifo"), path("folder/fifo-too"))
    mknod(path("socket"), S_IFSOCK | 0o755, 0)
    guard mknod(path("null"), S_IFCHR | 0o666, 0x103) == 0, mknod(path("nodes/loop"), S_IFBLK | 0o660, 0x700) == 0
    else {
      throw failure("make nodes")
    }
    link(path("null"), path("nodes/null-too"))
  }

  private func makeModes() throws {
    for (name, mode) in [
      ("setuid", mode_t(0o4755)), ("setgid", 0o2711), ("nothing", 0), ("all", 0o777), ("read-only", 0o444),
    ] {
      try file(name, mode: mode)
    }
    chmod(path("shared"), 0o2775)
    chmod(path("sticky"), 0o1777)
    chmod(path("empty"), 0o500)
    try file("theirs")
    chown(path("theirs"), 12345, 54321)
    lchown(path("their-link"), 4_000_000_000, 7)
    chown(path("their-folder"), 1, 2)
  }

  private func makeAttributes() throws {
    let folder = try TreeFolder.root(root)
    func set(_ name: String, _ attribute: String, _ value: [UInt8]) throws {
      guard cs_set_attribute(folder.descriptor, name, attribute, value, value.count) == 0 else {
        throw failure("set \(attribute)")
      }
    }
    for name in ["labelled", "capable", "listed"] { try file(name) }
    try set("plain", "user.origin", Array("here".utf8))
    try set("plain", "user.empty", [])
    try set("their-folder", "user.bytes", [0, 255, 10])
    try set("their-folder", "trusted.origin", Array("there".utf8))
    try set("labelled", "trusted.label", [1, 0, 2])
    // cap_net_raw, effective and permitted.
    try set("capable", "security.capability", [1, 0, 0, 2, 0, 0x20, 0, 0] + [UInt8](repeating: 0, count: 12))
    try set("listed", "system.posix_acl_access", Self.list)
    try set("inherits", "system.posix_acl_default", Self.list)
    try file("inherits/heir")
  }

  /// Owner rw-, user 1234 r--, group r--, mask rw-, others ---.
  private static let list: [UInt8] = {
    let none: [UInt8] = [255, 255, 255, 255]
    func entry(_ tag: UInt8, _ permissions: UInt8, _ id: [UInt8]) -> [UInt8] { [tag, 0, permissions, 0] + id }
    return [2, 0, 0, 0] + entry(1, 6, none) + entry(2, 4, [0xd2, 4, 0, 0]) + entry(4, 4, none) + entry(16, 6, none)
      + entry(32, 0, none)
  }()

  private func makeContents() throws {
    try file("zero", "")
    func sparse(_ name: String, _ size: Int, _ stretches: [(Int, Int)]) throws {
      let made = open(path(name), O_CREAT | O_RDWR, 0o640)
      defer { close(made) }
      guard made >= 0, ftruncate(made, size) == 0 else { throw failure("make \(name)") }
      for (offset, length) in stretches {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ offset) | 1 }
        guard pwrite(made, bytes, length, offset) == length else { throw failure("write \(name)") }
      }
    }
    try sparse("holes-at-both-ends", 23 << 20, [(9 << 20, 5 << 20)])
    try sparse("hollow", 6 << 20, [])
    try sparse("small-hollow", 100_000, [])
    try sparse("tail-of-zeros", 2 << 20, [(0, 5000)])
    try sparse("ends-in-data", (8 << 20) + 5, [((8 << 20) - 100, 105)])
    try sparse("large", 9_000_001, [(0, 9_000_001)])
  }

  private func makeTimes() throws {
    let times: [(String, Int, Int)] = [
      ("plain", -86_400 * 365 * 10, 999_999_999), ("theirs", 4_102_444_800, 1), ("zero", 0, 0), ("dangling", -1, 5),
      ("fifo", 1_600_000_000, 123_456_789), ("null", 1_000_000_000, 7), ("socket", 1_000_000_000, 8),
      ("folder/in", 1_234_567_890, 987_654_321), ("empty", 5, 6), ("holes-at-both-ends", 1_700_000_000, 1),
      (".", 1_111_111_111, 111_111_111),
    ]
    for (name, seconds, nanoseconds) in times {
      let time = timespec(tv_sec: seconds, tv_nsec: nanoseconds)
      guard utimensat(AT_FDCWD, path(name), [time, time], AT_SYMLINK_NOFOLLOW) == 0 else {
        throw failure("set the time of \(name)")
      }
    }
  }
}
