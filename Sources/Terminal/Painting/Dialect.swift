internal import CTerminal
import Canvas

/// The controls of a terminal that speaks as ECMA-48 lays down, which nearly all do; terminfo says which it lacks.
///
/// Others (another form of cursor movement or attributes, no colours of its own to go back to, a last column that
/// cannot be written safely) have none: curses draws everything for them.
struct Dialect {
  /// Whether parts of a line can be cleared without writing blanks (ECH, EL).
  let erasesCharacters: Bool
  let erasesLine: Bool
  /// Whether clearing leaves the present background; otherwise the terminal's own.
  let erasesInColour: Bool
  /// Whether a part of the screen can be scrolled by one line.
  let scrolls: Bool
  /// Whether the cursor can be moved within its row by naming the column (CHA).
  let namesColumns: Bool
  /// Whether a line feed goes straight down.
  let feedsDown: Bool
  /// The attributes the terminal has.
  let attributes: Ink.Attributes
  /// Those that cannot be seen together with colours.
  let colourless: Ink.Attributes

  /// Reads the terminfo entry loaded last; nil where it is of another kind.
  init?() {
    func string(_ name: String) -> String? {
      ct_terminfo_string(name).map { String(cString: $0).replacing(/\$<[^>]*>/, with: "") }
    }
    guard string("cup") == "\u{1B}[%i%p1%d;%p2%dH", string("cuf") == "\u{1B}[%p1%dC",
      string("cub") == "\u{1B}[%p1%dD", string("cuu") == "\u{1B}[%p1%dA", string("cud") == "\u{1B}[%p1%dB",
      ct_terminfo_flag("xenl"), string("sgr0").map(Self.isPlain) == true, ct_terminfo_number("xmc") < 0
    else { return nil }
    // Colours are taken back one by one, so the terminal must know how.
    guard ct_terminfo_number("colors") < 8 || string("op") == "\u{1B}[39;49m" else { return nil }
    erasesCharacters = string("ech") == "\u{1B}[%p1%dX"
    erasesLine = string("el") == "\u{1B}[K"
    erasesInColour = ct_terminfo_flag("bce")
    scrolls = string("csr") == "\u{1B}[%i%p1%d;%p2%dr" && string("ri") == "\u{1B}M" && string("ind") == "\n"
    namesColumns = string("hpa") == "\u{1B}[%i%p1%dG"
    feedsDown = string("cud1") == "\n"
    var known = Ink.Attributes()
    for (name, code, attribute) in Self.codes where string(name) == "\u{1B}[\(code)m" { known.insert(attribute) }
    attributes = known
    let hidden = max(0, ct_terminfo_number("ncv"))
    var colourless = Ink.Attributes()
    for (bit, attribute) in Self.bits where hidden & bit != 0 { colourless.insert(attribute) }
    self.colourless = colourless
  }

  /// The attributes' capabilities with their SGR numbers.
  static let codes: [(name: String, code: Int, attribute: Ink.Attributes)] = [
    ("bold", 1, .bold), ("dim", 2, .dim), ("smul", 4, .underline), ("rev", 7, .reverse),
  ]

  /// Bits of `ncv`.
  private static let bits: [(Int32, Ink.Attributes)] = [(2, .underline), (4, .reverse), (16, .dim), (32, .bold)]

  private static func isPlain(_ reset: String) -> Bool {
    ["\u{1B}[m", "\u{1B}[0m", "\u{1B}[0;10m"].contains { reset.contains($0) }
  }

  /// The SGR parameters of a palette colour; nil where the terminal names colours in another way.
  static func parameters(colour: Int16, foreground: Bool) -> [UInt8]? {
    guard let text = ct_terminfo_coloured(foreground ? "setaf" : "setab", Int32(colour)) else { return nil }
    let bytes = Capabilities.strippingPadding(Array(String(cString: text).utf8))
    guard bytes.count > 3, bytes.starts(with: [0x1B, 0x5B]), bytes.last == UInt8(ascii: "m") else { return nil }
    let inner = bytes.dropFirst(2).dropLast()
    return inner.allSatisfy { (0x30...0x3B).contains($0) } ? Array(inner) : nil
  }
}
