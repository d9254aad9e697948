/// Bytes of a kind, always the same for the same seed.
enum Content {
  case incompressible
  /// Words of seven letters out of four thousand.
  case words

  private static let vocabulary: [UInt64] = (0..<4000).map { number in
    var random = SplitMix(seed: 0xFA25_0000 + UInt64(number))
    var word: UInt64 = 0x20
    for _ in 0..<7 { word = word << 8 | (97 + random.next() % 26) }
    return word.byteSwapped
  }

  /// Fills whole words of eight bytes; a rest shorter than that stays as it is.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, seed: UInt64) {
    var random = SplitMix(seed: seed)
    let words = buffer.bindMemory(to: UInt64.self)
    switch self {
    case .incompressible:
      for index in words.indices { words[index] = random.next() }
    case .words:
      Self.vocabulary.withUnsafeBufferPointer { vocabulary in
        for index in words.indices { words[index] = vocabulary[Int(random.next() % 4000)] }
      }
    }
  }
}
