/// The characters used for lines, marks and bars: Unicode, or ASCII where the locale or the operator asks for it.
public enum GlyphSet: Sendable {
  case unicode
  case ascii
}
