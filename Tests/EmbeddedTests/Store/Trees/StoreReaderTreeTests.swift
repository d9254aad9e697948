import Foundation
import Testing

@testable import Embedded

@Suite struct StoreReaderTreeTests {
  @Test("A reader written from docs/store-format.md extracts the trees of a store")
  func extracts() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    try TreeRoundTripTests.zoo(shop, "tree")
    try shop.manyFiles(300, in: "tree/many")
    try shop.back(upTree: "tree", into: store)
    let entries = try StoreReader(store.path).extractTree(backup: "t1")
    var seen: [[UInt8]: StoreReader.Entry] = [:]
    for entry in entries {
      #expect(seen.updateValue(entry, forKey: entry.path) == nil)
      let path: [CChar] = Array(shop.path("tree").utf8CString.dropLast()) + TreeFolder.c([0x2f] + entry.path)
      var status = stat()
      #expect(lstat(path, &status) == 0)
      if entry.kind == 4 {
        let first = try #require(seen[entry.target])
        #expect(first.kind == 1)
        continue
      }
      #expect(Int(status.st_mode & 0o7777) == entry.mode)
      #expect(status.st_mtim.tv_sec == entry.seconds && status.st_mtim.tv_nsec == entry.nanoseconds)
      if entry.kind == 1 {
        let file = open(path, O_RDONLY)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: entry.content.count + 1)
        #expect(pread(file, &bytes, bytes.count, 0) == entry.content.count)
        #expect(Array(bytes.dropLast()) == entry.content)
      }
    }
    var names = 1
    for _ in FileManager.default.enumerator(atPath: shop.path("tree")) ?? .init() { names += 1 }
    #expect(entries.count == names)
    #expect(
      seen[Array("plain".utf8)].map { $0.attributes } == [Array("user.origin".utf8): Array("here".utf8)]
        || seen[Array("deep/er/second-name".utf8)]?.kind == 1)
    #expect(seen[Array("outside".utf8)]?.target == Array("/etc/passwd".utf8))
  }
}
