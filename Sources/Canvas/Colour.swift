/// A colour of a terminal palette; `standard` keeps the terminal's own.
public enum Colour: Hashable, Sendable {
  /// The terminal's default foreground or background.
  case standard
  /// An index into the palette: 0…7, 0…15 or 0…255.
  case index(UInt8)
}
