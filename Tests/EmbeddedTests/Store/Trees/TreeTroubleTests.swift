import Foundation
import Testing

@testable import Embedded

@Suite struct TreeTroubleTests {
  enum Change: String, CaseIterable { case grows, rewritten, vanishes, arrives }

  @Test("A file that changes while the tree is read fails the backup by name", arguments: Change.allCases)
  func changes(_ change: Change) throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.folder("tree")
    for (name, pieces) in [("a", 2), ("b", 12)] {
      try shop.write(Piece.noise(pieces << 22, seed: 1).bytes ?? Data(), to: "tree/\(name)")
    }
    let path = shop.path("tree")
    let observer = Quiet { count in
      guard count == 3 else { return }  // the first piece of b was given out, the last one was not
      switch change {
      case .grows:
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(path)/b"))
        try file.seekToEnd()
        try file.write(contentsOf: Data([1]))
      case .rewritten: utimes("\(path)/b", nil)
      case .vanishes: unlink("\(path)/b")
      case .arrives: try Data().write(to: URL(fileURLWithPath: "\(path)/c"))
      }
    }
    let named = change == .arrives ? path : "\(path)/b"
    let session = try store.beginSession("t")
    #expect(throws: StoreError.fileChanged(path: named)) {
      try store.ingestTree(TreeInput(name: "share", path: path), session: session, observer: observer)
    }
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
}
