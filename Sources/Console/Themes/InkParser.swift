internal import Canvas

/// Reads the short form of an ink: `[colour] [on colour] [bold dim underline reverse]`.
struct InkParser {
  /// The depth the ink is for; limits the colour numbers.
  var depth: ColourDepth

  private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  /// Returns the ink, or throws the problem in words.
  func parse(_ text: String) throws(Problem) -> Ink {
    var ink = Ink()
    var expectsBackground = false
    var sawForeground = false
    for part in text.split(separator: " ") {
      let word = String(part)
      if expectsBackground {
        ink.background = try colour(word)
        expectsBackground = false
      } else if word == "on" {
        expectsBackground = true
      } else if let attribute = Self.attribute(word) {
        ink.attributes.formUnion(attribute)
      } else if !sawForeground {
        ink.foreground = try colour(word)
        sawForeground = true
      } else {
        throw Problem("'\(word)' is not understood; write: colour on colour bold dim underline reverse")
      }
    }
    if expectsBackground { throw Problem("a colour must follow 'on'") }
    return ink
  }

  private static func attribute(_ word: String) -> Ink.Attributes? {
    switch word {
    case "plain": []
    case "bold": .bold
    case "dim": .dim
    case "underline": .underline
    case "reverse": .reverse
    default: nil
    }
  }

  private func colour(_ word: String) throws(Problem) -> Colour {
    if word == "default" { return .standard }
    guard let number = number(word) else { throw Problem("'\(word)' is neither a colour nor an attribute") }
    guard depth != .mono else { throw Problem("'\(word)' is a colour; the mono form has attributes only") }
    guard number < depth.rawValue else {
      throw Problem("colour \(word) does not exist among \(depth.rawValue) colours")
    }
    return .index(UInt8(number))
  }

  private func number(_ word: String) -> Int? {
    if let number = Int(word) { return (0..<256).contains(number) ? number : nil }
    if let index = Self.names.firstIndex(of: word) { return index }
    guard word.hasPrefix("bright-") else { return nil }
    return Self.names.firstIndex(of: String(word.dropFirst(7))).map { $0 + 8 }
  }

  /// What is wrong with an ink, in words.
  struct Problem: Error {
    var text: String

    init(_ text: String) { self.text = text }
  }
}
