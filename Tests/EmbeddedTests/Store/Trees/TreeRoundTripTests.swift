import Foundation
import Testing

@testable import Embedded

@Suite struct TreeRoundTripTests {
  /// A folder with everything an unprivileged user can make.
  static func zoo(_ shop: Workshop, _ name: String) throws {
    let root = try shop.folder(name)
    try shop.folder("\(name)/empty")
    try shop.folder("\(name)/deep/er/and/deeper")
    try shop.write(Data("hello".utf8), to: "\(name)/plain")
    try shop.write(Data(), to: "\(name)/nothing")
    try shop.write(Piece.noise(9 << 20, seed: 1).bytes ?? Data(), to: "\(name)/deep/large")
    try shop.write(Piece.text(70_000, seed: 2).bytes ?? Data(), to: "\(name)/deep/er/text")
    try shop.write(Data("x".utf8), to: "\(name)/deep/er/and/deeper/ünï 😀 \n name")
    _ = try shop.disk("\(name)/sparse", [.hole(12 << 20), .noise(5000, seed: 3), .hole(9 << 20), .bytes([1])])
    _ = try shop.disk("\(name)/hollow", [.hole(30 << 20)])
    for (link, target) in [("to-plain", "plain"), ("outside", "/etc/passwd"), ("dangling", "../../nowhere")] {
      try FileManager.default.createSymbolicLink(atPath: "\(root)/\(link)", withDestinationPath: target)
    }
    link("\(root)/plain", "\(root)/deep/er/second-name")
    link("\(root)/plain", "\(root)/z-third-name")
    mkfifo("\(root)/fifo", 0o640)
    let odd: [CChar] = Array(root.utf8CString.dropLast()) + [0x2f, -1, -2, 0x41, 0]
    close(open(odd, O_CREAT | O_WRONLY, 0o604))
    let folder = try TreeFolder.root(root)
    try setAttribute(folder, "plain", "user.origin", "here")
    try setAttribute(folder, "deep", "user.note", "")
    for (file, mode) in [("plain", mode_t(0o640)), ("nothing", 0o000), ("deep/er/and", 0o500), ("empty", 0o1777)] {
      chmod("\(root)/\(file)", mode)
    }
    for (index, file) in ["plain", "deep/large", "empty", "to-plain", "fifo", "deep/er", "."].enumerated() {
      let time = timespec(tv_sec: 1_000_000_000 - index * 2_000_000_000, tv_nsec: 123_456_789 + index)
      utimensat(AT_FDCWD, "\(root)/\(file)", [time, time], AT_SYMLINK_NOFOLLOW)
    }
  }

  static func setAttribute(_ folder: TreeFolder, _ name: String, _ attribute: String, _ value: String) throws {
    let entry = TreeEntry(
      kind: .file, depth: 1, mode: 0o600, user: getuid(), group: getgid(), seconds: 0, nanoseconds: 0,
      name: Array(name.utf8), attributes: [TreeAttribute(name: Array(attribute.utf8), value: Array(value.utf8))])
    try TreeMaker(isPrivileged: true).dress(entry, in: folder, called: entry.name, place: entry.name)
  }

  @Test("S59: a tree with every kind of entry comes back as it was")
  func everything() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try Self.zoo(shop, "tree")
    let before = try shop.picture("tree")
    let backup = try shop.back(upTree: "tree", into: store)
    let tree = try #require(backup.tree)
    let outcome = try store.restoreTree(tree, to: shop.path("out"), observer: Quiet())
    #expect(try shop.picture("out") == before)
    #expect(outcome.sentence == nil && outcome.entries == tree.entries)
    let bytes = [5, 9 << 20, 70_000, 1, (21 << 20) + 5001, 30 << 20].reduce(0, +)
    #expect(tree.size == Int64(bytes), "hard links once (S27)")
    var status = stat()
    #expect(stat(shop.path("out/sparse"), &status) == 0 && status.st_blocks * 512 < 1 << 20, "holes stay holes")
    #expect(stat(shop.path("out/hollow"), &status) == 0 && status.st_blocks == 0)
    #expect(try store.verifyAll(observer: Quiet()).isEmpty)
    #expect(try store.verify(tree, observer: Quiet()).isEmpty)
  }

  @Test("S59: a replica equals the original although that changed and its store is gone")
  func replica() throws {
    let shop = try Workshop()
    let (source, target) = (try shop.store("a"), try shop.store("b"))
    try Self.zoo(shop, "tree")
    let before = try shop.picture("tree")
    let backup = try shop.back(upTree: "tree", into: source)
    let tree = try #require(backup.tree)
    let missing = try target.missingBytes(tree, from: source)
    let observer = Quiet()
    try shop.replicateTree(backup, from: source, to: target, observer: observer)
    #expect(observer.crossed <= Int(missing) + 144)
    #expect(try target.missingBytes(tree, from: source) == 0)
    try shop.write(Data("changed".utf8), to: "tree/plain")
    try FileManager.default.removeItem(atPath: source.path)
    _ = try target.collect(dryRun: false)
    _ = try target.collect(dryRun: false)
    let reopened = try RegionStore.open(at: target.path, home: "home")
    let kept = try #require(try reopened.backup("t1")?.tree)
    _ = try reopened.restoreTree(kept, to: shop.path("out"), observer: Quiet())
    #expect(try shop.picture("out") == before)
  }

  @Test("S65: of 8,000 files one that changed moves its neighbourhood only")
  func neighbourhood() throws {
    let shop = try Workshop()
    let (source, target) = (try shop.store("a"), try shop.store("b"))
    try shop.folder("tree")
    try shop.manyFiles(8000, in: "tree")
    try shop.replicateTree(try shop.back(upTree: "tree", into: source), from: source, to: target)
    try shop.write(Data("longer than it was, perhaps".utf8), to: "tree/3/3/file-3")
    try shop.write(Data("new".utf8), to: "tree/17/2/a-new-one")
    try FileManager.default.removeItem(atPath: shop.path("tree/20/6/file-20"))
    let before = try shop.picture("tree")
    let first = Quiet()
    let later = try shop.back(upTree: "tree", into: source, as: "t2", observer: first)
    let observer = Quiet()
    try shop.replicateTree(later, from: source, to: target, observer: observer)
    #expect(observer.crossed < 4 << 20, "three neighbourhoods of some 22 MB")
    let tree = try #require(later.tree)
    _ = try target.restoreTree(tree, to: shop.path("out"), observer: Quiet())
    #expect(try shop.picture("out") == before)
  }

  @Test("A folder of nothing is a tree too")
  func empty() throws {
    let shop = try Workshop()
    let (source, target) = (try shop.store("a"), try shop.store("b"))
    try shop.folder("tree")
    let backup = try shop.back(upTree: "tree", into: source)
    try shop.replicateTree(backup, from: source, to: target)
    let tree = try #require(backup.tree)
    #expect(tree.size == 0 && tree.entries == 1)
    _ = try target.restoreTree(tree, to: shop.path("out"), observer: Quiet())
    #expect(try shop.picture("out") == shop.picture("tree"))
  }

  @Test("Without privileges setuid bits, devices, foreign owners and security attributes are left out and told")
  func privileges() throws {
    guard geteuid() == 0 else { return }
    let shop = try Workshop()
    let store = try shop.store("a")
    let root = try shop.folder("tree")
    for name in ["program", "theirs", "labelled"] { try shop.write(Data("x".utf8), to: "tree/\(name)") }
    chmod("\(root)/program", 0o6755)
    chown("\(root)/theirs", 1234, 5678)
    mknod("\(root)/null", S_IFCHR | 0o666, 0x103)
    try Self.setAttribute(try TreeFolder.root(root), "labelled", "trusted.label", "secret")
    let before = try shop.picture("tree")
    let tree = try #require(try shop.back(upTree: "tree", into: store).tree)
    let all = try store.restoreTree(tree, to: shop.path("all"), isPrivileged: true, observer: Quiet())
    #expect(try shop.picture("all") == before)
    #expect(all.sentence == nil)
    let some = try store.restoreTree(tree, to: shop.path("some"), observer: Quiet())
    #expect(some.lost == [.setuid: 1, .owner: 1, .device: 1, .attribute: 1])
    var status = stat()
    #expect(stat(shop.path("some/program"), &status) == 0 && status.st_mode & 0o7777 == 0o755)
    #expect(stat(shop.path("some/theirs"), &status) == 0 && status.st_uid == 0)
    #expect(lstat(shop.path("some/null"), &status) != 0)
    #expect(try TreeFolder.root(shop.path("some")).attributes(Array("labelled".utf8)) == [])
  }

  @Test("A tree is never written over something")
  func existing() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.folder("tree")
    let tree = try #require(try shop.back(upTree: "tree", into: store).tree)
    try FileManager.default.createSymbolicLink(atPath: shop.path("link"), withDestinationPath: shop.path("elsewhere"))
    for name in ["tree", "link"] {
      #expect(throws: StoreError.targetExists(path: shop.path(name))) {
        try store.restoreTree(tree, to: shop.path(name), observer: Quiet())
      }
    }
    #expect(!FileManager.default.fileExists(atPath: shop.path("elsewhere")))
  }
}
