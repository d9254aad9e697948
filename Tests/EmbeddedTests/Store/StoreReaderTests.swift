import Foundation
import Testing

@testable import Embedded

@Suite struct StoreReaderTests {
  @Test("A reader written from docs/store-format.md extracts the disks of a store")
  func extracts() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let inputs = try [
      shop.disk("system", [.text(5 << 20, seed: 1), .hole(4 << 20), .noise((1 << 20) + 77, seed: 2)]),
      shop.disk("data", [.hole(1030 << 20), .bytes([1, 2, 3])]),
    ]
    try shop.back(up: inputs, into: store)
    let reader = try StoreReader(store.path)
    for (number, name) in ["system", "data"].enumerated() {
      let (size, stretches, sha256) = try reader.extract(backup: "b1", disk: number)
      var disk = Data(count: size)
      for stretch in stretches {
        disk.replaceSubrange(stretch.offset..<(stretch.offset + stretch.bytes.count), with: stretch.bytes)
      }
      #expect(try disk == shop.bytes(name))
      #expect(sha256 == nil, "not computed by this writer")
    }
  }
}
