/// Says the same with controls every terminal knows.
///
/// Many terminals and recorders that call themselves xterm lack SU, SD and REP, and then leave old text behind; curses
/// uses them wherever the entry has them and cannot be told not to.
enum CommonControls {
  private static let escape: UInt8 = 0x1B
  private static let bracket: UInt8 = 0x5B

  /// The bytes with scrolls by several lines made of scrolls by one, and repeated characters written out.
  static func rewritten(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if let control = control(bytes, at: index), let replacement = replacement(control, after: result.last) {
        result += replacement
        index = control.end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private struct Control {
    var count: Int
    var final: UInt8
    /// The index behind it.
    var end: Int
  }

  /// A control sequence of one plain number.
  private static func control(_ bytes: [UInt8], at start: Int) -> Control? {
    guard start + 3 < bytes.count, bytes[start] == escape, bytes[start + 1] == bracket else { return nil }
    var count = 0
    var index = start + 2
    while index < bytes.count, (0x30...0x39).contains(bytes[index]), count < 10_000 {
      count = count * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    guard index > start + 2, index < bytes.count else { return nil }
    return Control(count: count, final: bytes[index], end: index + 1)
  }

  private static func replacement(_ control: Control, after last: UInt8?) -> [UInt8]? {
    switch control.final {
    // Curses stands at the edge the lines move in from: there IND and RI scroll.
    case UInt8(ascii: "S"): return Array(repeatElement([escape, UInt8(ascii: "D")], count: control.count).joined())
    case UInt8(ascii: "T"): return Array(repeatElement([escape, UInt8(ascii: "M")], count: control.count).joined())
    case UInt8(ascii: "b"):
      guard let last, (0x20..<0x7F).contains(last) else { return nil }
      return Array(repeating: last, count: control.count)
    default: return nil
    }
  }
}
