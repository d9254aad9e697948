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
