import Canvas

/// The control sequences that xterm, its kin and the Linux console send, whatever terminfo says.
enum KeySequences {
  /// What a control sequence means.
  enum Meaning: Equatable {
    case event(InputEvent)
    case pasteBegins
    case nothing
  }

  /// The meaning of a sequence by its parameters and final byte; modifiers are not told apart.
  static func meaning(parameters: ArraySlice<UInt8>, final: UInt8) -> Meaning {
    if parameters.first == UInt8(ascii: "<") {
      return mouse(numbers(parameters.dropFirst()), pressed: final == UInt8(ascii: "M"))
    }
    let first = numbers(parameters).first ?? 0
    if final == UInt8(ascii: "~") {
      if first == 200 { return .pasteBegins }
      return tilde(first).map { .event(.key($0)) } ?? .nothing
    }
    if final == UInt8(ascii: "Z") { return .event(.key(.backTab)) }
    return key(letter: final).map { .event(.key($0)) } ?? .nothing
  }

  /// The key of a final letter after ESC [ or ESC O.
  static func key(letter: UInt8) -> Key? {
    switch letter {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "P"), UInt8(ascii: "Q"), UInt8(ascii: "R"), UInt8(ascii: "S"): .function(Int(letter) - 0x4F)
    default: nil
    }
  }

  private static func tilde(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// An SGR mouse report: the main button pressed, or the wheel turned.
  private static func mouse(_ numbers: [Int], pressed: Bool) -> Meaning {
    guard pressed, numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return .nothing }
    // Bits 2 to 4 are Shift, Alt and Control.
    switch numbers[0] & ~0b11100 {
    case 0: return .event(.click(column: numbers[1] - 1, row: numbers[2] - 1))
    case 64: return .event(.wheel(-1))
    case 65: return .event(.wheel(1))
    default: return .nothing
    }
  }

  private static func numbers(_ parameters: ArraySlice<UInt8>) -> [Int] {
    parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
      digits.prefix(6).reduce(0) { (0x30...0x39).contains($1) ? $0 * 10 + Int($1 - 0x30) : $0 }
    }
  }
}
