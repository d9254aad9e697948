import Testing

@testable import Embedded

@Suite struct ContentHashTests {
  @Test("A hash is 64 lower-case hexadecimal digits and comes back from them")
  func hexadecimal() {
    let hash = ContentHash.of([UInt8]("abc".utf8))
    #expect(hash.description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(ContentHash(hex: hash.description) == hash)
    for wrong in ["", "ba78", String(repeating: "g", count: 64), hash.description.uppercased()] {
      #expect(ContentHash(hex: wrong) == nil)
    }
  }
}
