import Foundation
import Testing

@testable import Embedded

@Suite struct HostileTreeTests {
  static let root = entry(.folder, "", depth: 0)

  static func entry(
    _ kind: TreeEntry.Kind, _ name: String, depth: Int = 1, size: UInt64 = 0, target: String = "", mode: UInt32 = 0o644
  ) -> TreeEntry {
    TreeEntry(
      kind: kind, depth: depth, mode: mode, user: 0, group: 0, seconds: 0, nanoseconds: 0, size: size,
      name: Array(name.utf8), target: Array(target.utf8))
  }

  static let streams: [(String, [TreeEntry])] = [
    ("dot-dot", [root, entry(.file, "..")]),
    ("dot", [root, entry(.folder, ".")]),
    ("slash", [root, entry(.file, "../escaped")]),
    ("absolute", [root, entry(.file, "/tmp/escaped")]),
    ("zero", [root, entry(.file, "a\0b")]),
    ("no name", [root, entry(.file, "")]),
    ("long name", [root, entry(.file, String(repeating: "n", count: 256))]),
    ("duplicate", [root, entry(.file, "a"), entry(.file, "a")]),
    ("out of order", [root, entry(.file, "b"), entry(.file, "a")]),
    ("beneath a link", [root, entry(.symbolicLink, "a", target: "/tmp"), entry(.file, "escaped", depth: 2)]),
    ("beneath a file", [root, entry(.file, "a"), entry(.file, "b", depth: 2)]),
    ("link, then a folder of the name", [root, entry(.symbolicLink, "a", target: "/tmp"), entry(.folder, "a")]),
    ("too deep", [root, entry(.file, "a", depth: 3)]),
    ("two roots", [root, root]),
    ("no root", [entry(.file, "a")]),
    ("root is a link", [entry(.symbolicLink, "", depth: 0, target: "/tmp")]),
    ("hard link out", [root, entry(.hardLink, "a", target: "../../etc/passwd")]),
    ("absolute hard link", [root, entry(.hardLink, "a", target: "/etc/passwd")]),
    (
      "hard link through a link",
      [root, entry(.symbolicLink, "a", target: "/etc"), entry(.hardLink, "b", target: "a/passwd")]
    ),
    ("hard link to itself", [root, entry(.hardLink, "a", target: "a")]),
    ("hard link to nothing", [root, entry(.hardLink, "a", target: "b")]),
    ("hard link up and down", [root, entry(.folder, "d"), entry(.hardLink, "x", target: "d/../d")]),
    ("hard link with an empty part", [root, entry(.file, "a"), entry(.hardLink, "b", target: "/a")]),
    ("hard link with an empty end", [root, entry(.file, "a"), entry(.hardLink, "b", target: "a/")]),
    ("hard link with a zero", [root, entry(.file, "a"), entry(.hardLink, "b", target: "a\0b")]),
    (
      "beneath a hard link", [root, entry(.file, "a"), entry(.hardLink, "b", target: "a"), entry(.file, "c", depth: 2)]
    ),
    ("beneath a folder that was left", [root, entry(.folder, "a"), entry(.file, "b"), entry(.file, "c", depth: 2)]),
    ("folder, then a link of the name", [root, entry(.folder, "a"), entry(.symbolicLink, "a", target: "/tmp")]),
    ("folder twice", [root, entry(.folder, "a"), entry(.folder, "b"), entry(.folder, "a")]),
    (
      "link, then a folder with something in it",
      [
        root, entry(.symbolicLink, "a", target: "/tmp"), entry(.folder, "a"), entry(.file, "escaped", depth: 2),
      ]
    ),
    ("hard link to a folder", [root, entry(.folder, "a"), entry(.hardLink, "b", target: "a")]),
    ("content that is not there", [root, entry(.file, "a", size: 100)]),
    ("mode", [root, entry(.file, "a", mode: 0o170644)]),
    ("empty link", [root, entry(.symbolicLink, "a")]),
    ("size of a folder", [root, entry(.folder, "a", size: 5)]),
  ]

  @Test("A manifest that would write outside its target, or says what cannot be, is refused", arguments: streams)
  func refused(name: String, entries: [TreeEntry]) throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    var stream: [UInt8] = []
    for entry in entries { entry.append(to: &stream) }
    let tree = try Self.store(stream, count: entries.count, in: store)
    #expect(throws: StoreError.self) { try store.restoreTree(tree, to: shop.path("out"), observer: Quiet()) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder) == ["a"])
    for name in ["/tmp/escaped", shop.path("escaped")] { #expect(!FileManager.default.fileExists(atPath: name)) }
  }

  /// Strange, but they say nothing that leads out of the target.
  static let harmless: [(String, [TreeEntry], [String])] = [
    (
      "links anywhere", [root, entry(.symbolicLink, "a", target: "/etc"), entry(.symbolicLink, "b", target: "../..")],
      ["a", "b"]
    ),
    (
      "a hard link to a link",
      [root, entry(.symbolicLink, "a", target: "/etc/passwd"), entry(.hardLink, "b", target: "a")], ["a", "b"]
    ),
    ("a hard link to what comes later", [root, entry(.hardLink, "a", target: "b"), entry(.file, "b")], ["a", "b"]),
    (
      "a hard link to a hard link",
      [root, entry(.file, "a"), entry(.hardLink, "b", target: "a"), entry(.hardLink, "c", target: "b")],
      ["a", "b", "c"]
    ),
    (
      "names like paths", [root, entry(.file, "..."), entry(.file, "a\\..\\b"), entry(.file, "~root")],
      ["...", "a\\..\\b", "~root"]
    ),
  ]

  @Test("16: what a manifest only points to is not touched", arguments: harmless)
  func pointed(name: String, entries: [TreeEntry], names: [String]) throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    var stream: [UInt8] = []
    for entry in entries { entry.append(to: &stream) }
    let tree = try Self.store(stream, count: entries.count, in: store)
    let before = try FileManager.default.attributesOfItem(atPath: "/etc/passwd")[.modificationDate] as? Date
    _ = try store.restoreTree(tree, to: shop.path("out"), isPrivileged: geteuid() == 0, observer: Quiet())
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.path("out")).sorted() == names)
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder).sorted() == ["a", "out"])
    #expect(try FileManager.default.attributesOfItem(atPath: "/etc/passwd")[.modificationDate] as? Date == before)
  }

  @Test("16: a folder that somebody puts a link in the place of leads nothing out", arguments: [1, 2, 4])
  func swapped(at moment: Int) throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try shop.folder("outside")
    try shop.folder("tree/d/e")
    for index in 0..<6 {
      try shop.write(Piece.noise(5 << 20, seed: UInt64(index + 1)).bytes ?? Data(), to: "tree/d/e/\(index)")
      try shop.write(Data("x".utf8), to: "tree/d/e/small-\(index)")
    }
    link(shop.path("tree/d/e/0"), shop.path("tree/z"))
    let tree = try #require(try shop.back(upTree: "tree", into: store).tree)
    let (staging, outside) = (shop.path("out.unfinished"), shop.path("outside"))
    let observer = Quiet { count in
      guard count == moment else { return }
      rename("\(staging)/d", "\(staging)/moved")
      symlink(outside, "\(staging)/d")
      mkdir("\(outside)/e", 0o777)
    }
    #expect(throws: StoreError.self) { try store.restoreTree(tree, to: shop.path("out"), observer: observer) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(outside)/e").isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder).sorted() == ["a", "outside", "tree"])
  }

  @Test("Bytes that are no entries are refused, whatever they are")
  func nonsense() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    var good: [UInt8] = []
    for entry in [Self.root, Self.entry(.folder, "a"), Self.entry(.file, "b", depth: 2)] { entry.append(to: &good) }
    for (number, position) in [0, 1, 3, 4, 5, 6, 40, 42, 44, 48, 52, 96, 97, good.count - 2].enumerated() {
      for value: UInt8 in [0xff, 0x80, 9] {
        var stream = good
        stream[position] ^= value
        let tree = try Self.store(stream, count: 3, in: store, session: "s\(number)-\(value)")
        do {
          _ = try store.restoreTree(tree, to: shop.path("out"), observer: Quiet())
          try FileManager.default.removeItem(atPath: shop.path("out"))
        } catch is StoreError {}
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder) == ["a"])
      }
    }
  }

  /// Stores a stream of entries as it is.
  static func store(_ stream: [UInt8], count: Int, in store: RegionStore, session: String = "s") throws -> StoredTree {
    let session = try store.beginSession(session)
    let writer = PackWriter(session: session, proof: .stored, scratch: ChunkReader.buffer())
    func put(_ bytes: [UInt8], _ kind: ChunkKind) throws -> ContentHash {
      let id = ContentHash.of(bytes)
      if try session.claim(id) { _ = try bytes.withUnsafeBytes { try writer.add($0, id: id, kind: kind) } }
      return id
    }
    var pages = TreePages()
    _ = try pages.add(PageEntry(id: try put(stream, .content), length: Int64(stream.count)))
    let end = try pages.finish()
    for page in end.pages { _ = try put(page, .page) }
    let content = TreeHead.Stream(root: .hole, level: 0, length: 0)
    let head = TreeHead(content: content, entries: end.stream, count: Int64(count)).bytes
    let manifest = try put(head, .manifest)
    try writer.seal()
    try session.commit()
    session.release()
    return StoredTree(name: "share", size: 0, entries: Int64(count), manifest: manifest)
  }
}
