import Foundation
import Replication
import Synchronization
import Testing

@testable import Embedded

@Suite struct TreeTroubleTests {
  /// Lets workers pass one at a time, so that what the fifth does is done before any other takes more work.
  private final class Gate: Sendable {
    private let passed = Mutex(0)

    func pass(fifth: () throws -> Void) rethrows {
      try passed.withLock { passed in
        passed += 1
        if passed == 5 { try fifth() }
      }
    }
  }

  enum Change: String, CaseIterable {
    case grows, shrinks, rewritten, replaced, vanishes, arrives, smallVanishes, folderVanishes
  }

  /// What the report and the backup then say: names that changed and vanished, and bytes of the large file, if fixed.
  static let expected: [Change: (changed: [String], vanished: [String], length: Int64?)] = [
    .grows: (["b"], [], 12 << 22), .shrinks: (["b"], [], nil), .rewritten: (["b"], [], 12 << 22),
    .replaced: ([""], [], 12 << 22), .vanishes: ([""], [], 12 << 22), .arrives: ([""], [], 12 << 22),
    .smallVanishes: ([""], ["\\xff\\x0a"], 12 << 22), .folderVanishes: ([""], ["z"], 12 << 22),
  ]

  @Test(
    "16: what changes or vanishes while it is read is reported, and what is stored fits itself",
    arguments: Change.allCases)
  func changes(_ change: Change) throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.folder("tree/z")
    for (name, pieces) in [("a", 2), ("b", 12)] {
      try shop.write(Piece.noise(pieces << 22, seed: UInt64(pieces)).bytes ?? Data(), to: "tree/\(name)")
    }
    let path = shop.path("tree")
    let odd: [CChar] = Array("\(path)/".utf8CString.dropLast()) + [-1, 10, 0]
    close(open(odd, O_CREAT | O_WRONLY, 0o600))
    let gate = Gate()
    // Then the first piece of b was given out, also to a worker that is alone, and the last one was not.
    let observer = Quiet { _ in try gate.pass(fifth: { try Self.make(change, in: path, odd) }) }
    let backup = try shop.back(upTree: "tree", into: store, observer: observer)
    let expected = try #require(Self.expected[change])
    let report = try #require(backup.backup.report)
    #expect(report.vanished.first == expected.vanished)
    // Removing something changes the folder, too.
    #expect(Set(report.changed.first).isSuperset(of: expected.changed))
    #expect(report.changed.count == Int64(report.changed.first.count))
    #expect(try #require(report.sentence).hasPrefix("While it was read: "))
    let tree = try #require(try store.backup("t1")?.tree)
    _ = try store.restoreTree(tree, to: shop.path("out"), observer: Quiet())
    var status = stat()
    #expect(stat(shop.path("out/b"), &status) == 0)
    #expect(Int64(status.st_size) + 8 << 20 == tree.size, "the length is what was read")
    if let length = expected.length { #expect(Int64(status.st_size) == length) }
    if [.replaced, .vanishes].contains(change) {
      let whole = try #require(Piece.noise(12 << 22, seed: 12).bytes)
      #expect(try Data(contentsOf: URL(fileURLWithPath: shop.path("out/b"))) == whole, "it was open already")
    }
    #expect(try store.verify(tree, observer: Quiet()).isEmpty)
    #expect(try RegionStore.open(at: store.path, home: "home").backup("t1")?.backup.report == report)
  }

  private static func make(_ change: Change, in path: String, _ odd: [CChar]) throws {
    switch change {
    case .grows:
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(path)/b"))
      try file.seekToEnd()
      try file.write(contentsOf: Data([1]))
    case .shrinks: truncate("\(path)/b", 5000)
    case .rewritten: utimes("\(path)/b", nil)
    case .replaced:
      try Data([1]).write(to: URL(fileURLWithPath: "\(path)/c"))
      rename("\(path)/c", "\(path)/b")
    case .vanishes: unlink("\(path)/b")
    case .arrives: try Data().write(to: URL(fileURLWithPath: "\(path)/c"))
    case .smallVanishes: unlink(odd)
    case .folderVanishes: try FileManager.default.removeItem(atPath: "\(path)/z")
    }
  }

  @Test("16: a root that goes away, or is replaced, fails the backup by name", arguments: [false, true])
  func rootVanishes(isReplaced: Bool) throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.folder("tree")
    try shop.write(Piece.noise(12 << 22, seed: 1).bytes ?? Data(), to: "tree/b")
    let (path, elsewhere) = (shop.path("tree"), shop.path("moved"))
    let gate = Gate()
    let observer = Quiet { _ in
      gate.pass {
        rename(path, elsewhere)
        if isReplaced { mkdir(path, 0o755) }
      }
    }
    let session = try store.beginSession("t")
    #expect(throws: StoreError.vanished(path: path)) {
      try store.ingestTree(TreeInput(name: "share", path: path), session: session, observer: observer)
    }
  }

  @Test("16: names that relied on one that vanished are left out with it, and a file that shrank keeps its place")
  func assembled() throws {
    let shop = try Workshop()
    let root = try shop.folder("tree")
    for name in ["a", "b", "c"] { try shop.write(Data("content".utf8), to: "tree/\(name)") }
    link("\(root)/a", "\(root)/d")
    var scan = try TreeScan(TreeInput(name: "share", path: root))
    let piece = try #require(try scan.next())
    #expect(try scan.next() == nil && piece.items.count == 5)
    var assembly = TreeAssembly()
    let fates: [TreeAssembly.Fate] = [.vanished, .changed(length: 3), .whole]
    _ = try assembly.take(piece, fates, id: ContentHash.of([1]), length: 10)
    let (stored, head) = try assembly.finish()
    #expect(assembly.report.vanished.first == ["a", "d"] && assembly.report.changed.first == ["b"])
    let stream = try #require(stored.first { $0.kind == .content }).bytes
    let second = try #require(stream.withUnsafeBytes { TreeEntry($0, at: TreeEntry.head) })
    #expect(second.name == Array("b".utf8) && second.size == 3)
    #expect(head.count == 3 && head.content.length == 10)
  }

  @Test("What cannot be a tree is refused by name")
  func unreadable() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.write(Data(), to: "file")
    let session = try store.beginSession("t")
    for (name, error) in [
      ("file", StoreError.notAFolder(path: shop.path("file"))), ("none", .vanished(path: shop.path("none"))),
    ] {
      #expect(throws: error) {
        try store.ingestTree(TreeInput(name: "x", path: shop.path(name)), session: session, observer: Quiet())
      }
    }
  }

  @Test("S25: a tree's backup and replication that were stopped go on with what is missing", arguments: [1, 3, 7])
  func resumed(stopAfter: Int) throws {
    let shop = try Workshop()
    let (source, target) = (try shop.store("a"), try shop.store("b"))
    try shop.folder("tree")
    try shop.manyFiles(600, in: "tree")
    try shop.write(Piece.noise(24 << 20, seed: 9).bytes ?? Data(), to: "tree/large")
    let stopped = try source.beginSession("task-t1")
    #expect(throws: TransferStopped.paused) {
      try source.ingestTree(
        TreeInput(name: "share", path: shop.path("tree")), session: stopped, observer: Quiet(stopAfter: stopAfter))
    }
    stopped.release()
    let backup = try shop.back(upTree: "tree", into: source)
    let tree = try #require(backup.tree)
    let first = Quiet(stopAfter: stopAfter)
    let session = try target.beginSession("replicate-t1")
    #expect(throws: TransferStopped.paused) {
      try target.receive(tree, from: source, session: session, observer: first)
    }
    session.release()
    let second = Quiet()
    let all = try target.missingBytes(tree, from: source)
    try shop.replicateTree(backup, from: source, to: target, observer: second)
    #expect(second.crossed <= Int(all) + 144)
    _ = try target.restoreTree(tree, to: shop.path("out"), observer: Quiet())
    #expect(try shop.picture("out") == shop.picture("tree"))
  }

  @Test("A restore that is stopped or fails leaves nothing behind")
  func discarded() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.folder("tree")
    try shop.manyFiles(300, in: "tree")
    let tree = try #require(try shop.back(upTree: "tree", into: store).tree)
    #expect(throws: TransferStopped.paused) {
      try store.restoreTree(tree, to: shop.path("out"), observer: Quiet(stopAfter: 1))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder).sorted() == ["a", "tree"])
    let damaged = "\(store.path)/\(try shop.longestPack(of: store))"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: damaged))
    bytes[1000] ^= 1
    try bytes.write(to: URL(fileURLWithPath: damaged))
    #expect(throws: StoreError.self) { try store.restoreTree(tree, to: shop.path("out"), observer: Quiet()) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder).sorted() == ["a", "tree"])
    #expect(try !store.verify(tree, observer: Quiet()).isEmpty)
    #expect(try store.verifyAll(observer: Quiet()).contains { $0.backup == "t1" })
  }

  @Test("Collection frees a deleted tree and keeps the others")
  func collected() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.folder("tree")
    try shop.manyFiles(400, in: "tree")
    try shop.back(upTree: "tree", into: store)
    try shop.write(Piece.noise(20 << 20, seed: 77).bytes ?? Data(), to: "tree/more")
    let second = try #require(try shop.back(upTree: "tree", into: store, as: "t2").tree)
    let before = try shop.picture("tree")
    try store.removeBackup("t1")
    for _ in 0..<2 { _ = try store.collect(dryRun: false) }
    #expect(try store.verify(second, observer: Quiet()).isEmpty)
    _ = try store.restoreTree(second, to: shop.path("out"), observer: Quiet())
    #expect(try shop.picture("out") == before)
    try store.removeBackup("t2")
    for _ in 0..<2 { _ = try store.collect(dryRun: false) }
    #expect(try shop.files(of: store).filter { $0.hasPrefix("packs/") }.isEmpty)
  }

  @Test("10: a folder that cannot be made ends the whole restore, for the other workers too")
  func folderRefused() throws {
    let shop = try Workshop(in: Quick.root)
    let store = try shop.store("a")
    try shop.folder("tree/a/b/c/d")
    try shop.write(Data("x".utf8), to: "tree/a/b/c/d/file")
    let tree = try #require(try shop.back(upTree: "tree", into: store).tree)
    try shop.folder("out")
    try shop.write(Data(), to: "out/a")
    let root = try TreeFolder.root(shop.path("out"))
    var plan = try TreePlan(tree, of: store, into: root, maker: TreeMaker(isPrivileged: false))
    #expect(throws: StoreError.self) { try plan.next() }
    for _ in 0..<3 { #expect(try plan.next()?.parts.count == nil) }
  }
}
