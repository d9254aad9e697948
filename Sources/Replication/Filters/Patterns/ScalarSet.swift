/// A set of characters as sorted ranges of Unicode scalar values.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]

  init(_ ranges: [ClosedRange<UInt32>]) {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  static let last: UInt32 = 0x10FFFF
  static let digit = ScalarSet([48...57])
  static let space = ScalarSet([9...13, 32...32, 0xA0...0xA0, 0x2000...0x200A, 0x3000...0x3000])
  /// Letters, digits and `_`; beyond ASCII all but punctuation, symbols and blanks, roughly.
  static let word = ScalarSet([
    48...57, 65...90, 95...95, 97...122, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA, 0xC0...0xD6, 0xD8...0xF6,
    0xF8...0x1FFF, 0x2C00...0x2DFF, 0x3005...0x3007, 0x3021...0xD7FF, 0xF900...0xFD3D, 0xFE70...0xFEFE,
    0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF66...0xFFDC, 0x10000...0x1EFFF, 0x20000...last,
  ])
  /// Everything but the separator of searched texts.
  static let anything = ScalarSet([]).inverted

  /// All others, the separator of searched texts excepted.
  var inverted: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ScalarSet(ranges + [0x1F...0x1F]).ranges {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.last { gaps.append(next...Self.last) }
    return ScalarSet(gaps)
  }

  /// With the small letters of its capitals, because texts are compared in small letters.
  var folded: ScalarSet {
    var added: [ClosedRange<UInt32>] = []
    for range in ranges where range.count <= 4_096 {
      for value in range {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let small = Self.folded(scalar).value
        if small != value { added.append(small...small) }
      }
    }
    return ScalarSet(ranges + added)
  }

  func contains(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } }

  /// The small letter of a capital, if that is one letter.
  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x80 { return ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar }
    // Scripts without capitals, the most common ones beyond Latin here.
    if (0x2E80...0xA63F).contains(scalar.value) { return scalar }
    let small = scalar.properties.lowercaseMapping.unicodeScalars
    return small.count == 1 ? small.first ?? scalar : scalar
  }
}
