import Canvas
import Foundation

/// The characters text output may hold, as the locale says; JSON is UTF-8 always.
enum OutputCharset {
  /// Unicode where the locale's character set is UTF-8, else ASCII.
  static let glyphs: GlyphSet = glyphs(of: ProcessInfo.processInfo.environment)

  /// A UTF-8 locale that this machine lacks, as SSH often brings along, counts by its name.
  private static func glyphs(of environment: [String: String]) -> GlyphSet {
    let wanted = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    // Only asked, not set: the libraries beneath stay as they are.
    guard let locale = newlocale(Int32(LC_CTYPE_MASK), wanted, nil) else {
      return wanted.lowercased().replacing("-", with: "").hasSuffix("utf8") ? .unicode : .ascii
    }
    defer { freelocale(locale) }
    return String(cString: nl_langinfo_l(Int32(CODESET), locale)) == "UTF-8" ? .unicode : .ascii
  }
}
