internal import CTerminal
import Canvas

/// The characters the terminal can be sent, as the locale says.
struct Charset {
  /// Whether the locale is UTF-8.
  let isUnicode: Bool
  /// Whether only ASCII may be sent.
  let onlyASCII: Bool
  /// Whether the bytes that come in are to be read one by one, in a character set such as ISO 8859-1.
  let readsSingleBytes: Bool

  /// Sets the process's character type locale from the environment.
  ///
  /// Only that category: numbers and dates of the libraries beneath stay as they are. A UTF-8 locale that this machine
  /// lacks, as SSH often brings along, becomes C.UTF-8.
  init(environment: [String: String], forceASCII: Bool) {
    let wanted = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    if !ct_set_locale(wanted) {
      let unicode = wanted.lowercased().replacing("-", with: "").hasSuffix("utf8")
      if !unicode || !ct_set_locale("C.UTF-8") { _ = ct_set_locale("C") }
    }
    let codeset = ct_codeset().map { String(cString: $0) } ?? ""
    isUnicode = codeset == "UTF-8"
    let isASCII = codeset == "ANSI_X3.4-1968" || codeset == "US-ASCII"
    onlyASCII = forceASCII || isASCII
    // A terminal in the C locale most likely speaks UTF-8 all the same.
    readsSingleBytes = !isUnicode && !isASCII
    // ASCII is UTF-8 too, and in other locales curses sends repeated characters as a sequence not every emulator knows.
    if isASCII { _ = ct_set_locale("C.UTF-8") }
  }

  /// The set for lines, marks and bars.
  var glyphs: GlyphSet { isUnicode && !onlyASCII ? .unicode : .ascii }

  /// Whether a scalar can be sent, and curses agrees on its columns; otherwise a question mark a column stands for it.
  func shows(_ scalar: Unicode.Scalar, columns: Int32) -> Bool {
    if scalar.value >= 0x20 && scalar.value < 0x7F { return columns == 1 }
    return !onlyASCII && ct_width(scalar.value) == columns
  }

  /// Appends a scalar that can be sent as the bytes of the locale's character set.
  func encode(_ scalar: UInt32, into bytes: inout [UInt8]) {
    if scalar < 0x80 { return bytes.append(UInt8(scalar)) }
    if readsSingleBytes {
      let byte = ct_byte_of_scalar(scalar)
      return bytes.append(byte < 0 ? 0x3F : UInt8(truncatingIfNeeded: byte))
    }
    if let scalar = Unicode.Scalar(scalar) {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// The scalar of one byte that came in.
  static func scalar(of byte: UInt8) -> Unicode.Scalar? {
    let value = ct_scalar_of_byte(byte)
    return value < 0 ? nil : Unicode.Scalar(UInt32(value))
  }
}
