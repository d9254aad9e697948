/// One mark for each number from 0 on.
struct BitSet {
  private var words: [UInt64]

  /// Room for `count` marks, none of them set.
  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  /// Whether none is set.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  subscript(number: Int) -> Bool {
    get { words[number / 64] & 1 << UInt64(number % 64) != 0 }
    set {
      let bit: UInt64 = 1 << UInt64(number % 64)
      if newValue { words[number / 64] |= bit } else { words[number / 64] &= ~bit }
    }
  }
}
