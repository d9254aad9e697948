internal import CTerminal
import Canvas

/// What the terminfo entry loaded last says, as far as curses does not see to it.
struct Capabilities {
  /// Whether titles, bracketed paste and SGR mouse reports may be asked for: others might print such sequences.
  let speaksXterm: Bool
  /// Switches function keys to what terminfo describes, and back.
  let keysOn: [UInt8]
  let keysOff: [UInt8]
  /// Brings back, in this order: plain attributes, the cursor, the screen of before.
  let plainScreen: [UInt8]
  /// Whether what was painted stays when the terminal is given back, because it has no screen of before.
  let keepsScreen: Bool
  /// The byte sequences of keys.
  let keys: [[UInt8]: Key]
  /// Whether curses fills the lower right corner by pushing the cell before it there, which breaks wide characters.
  let pushesIntoCorner: Bool
  /// Resets the palette.
  let paletteReset: [UInt8]
  /// How it is painted without curses; nil where only curses knows.
  let dialect: Dialect?
  /// Whether palette numbers beyond 7 mean red, green and blue here.
  let directColour: Bool

  init(type: String) {
    speaksXterm =
      ct_terminfo_flag("XT") || TerminalType.isXtermKin(type) || type.hasPrefix("tmux") || type.hasPrefix("screen")
    keysOn = Self.bytes("smkx")
    keysOff = Self.bytes("rmkx")
    plainScreen = Self.bytes("sgr0") + Self.bytes("cnorm") + Self.bytes("rmcup")
    keepsScreen = ct_terminfo_string("rmcup") == nil
    pushesIntoCorner = ct_terminfo_string("rmam") == nil
    paletteReset = Self.bytes("oc")
    directColour = ct_terminfo_flag("RGB")
    dialect = Dialect()
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in Self.names {
      let bytes = Self.bytes(name)
      if bytes.count > 1, bytes[0] == 0x1B { keys[bytes] = key }
    }
    self.keys = keys
  }

  private static let names: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete), ("kbs", .backspace),
      ("kcbt", .backTab), ("kent", .enter),
    ] + (1...24).map { ("kf\($0)", .function($0)) }

  /// A string capability without its padding marks, which no emulator needs.
  private static func bytes(_ name: String) -> [UInt8] {
    guard let value = ct_terminfo_string(name) else { return [] }
    return strippingPadding(Array(String(cString: value).utf8))
  }

  static func strippingPadding(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let first = rest.first {
      if rest.starts(with: [0x24, 0x3C]), let end = rest.firstIndex(of: 0x3E) {
        rest = rest[(end + 1)...]
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
