import Testing

@testable import Canvas

/// Widths, stand-ins and clipping (S48; spec/console.md, Terminals: names are shown harmlessly, columns stay aligned).
@Suite struct DisplayTests {
  @Test(
    "columns of a text",
    arguments: [
      ("", 0), ("web-01-0413", 11), ("é", 1), ("e\u{301}", 1), ("备份", 4), ("ﾊﾝ", 2), ("한국", 4), ("가", 2), ("🚀", 2),
      ("👨‍👩‍👧", 6), ("❤️", 1), ("👍🏽", 2), ("🇩🇪", 2), ("→│●◐⇄", 5), ("שלום", 4), ("ที่", 1), ("a\u{301}\u{302}\u{303}", 1),
      ("\u{1B}[31m", 5), ("\u{AD}", 1), ("\u{301}", 1), ("ｗｅｂ", 6), ("±§", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(Display.width(of: text) == columns)
  }

  @Test(
    "hostile text becomes harmless",
    arguments: [
      ("plain name_1", "plain name_1"),
      ("\u{1B}]0;owned\u{7}", "␛]0;owned␇"),
      ("a\r\nb\tc\u{0}", "a␍␊b␉c␀"),
      ("x\u{7F}\u{9B}31m", "x␡\u{FFFD}31m"),
      ("user\u{202E}gpj.exe", "user\u{FFFD}gpj.exe"),
      ("\u{200E}\u{200F}\u{2066}\u{2069}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("a\u{200B}b\u{FEFF}c\u{2060}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
      ("web\u{200D}01", "web\u{FFFD}01"),
      ("👩\u{200D}🚀", "👩🚀"),
      ("❤\u{FE0F}", "❤"),
      ("flag\u{E0067}\u{E007F}", "flag\u{FFFD}\u{FFFD}"),
      ("\u{E000}\u{10FFFF}\u{0378}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("a\u{2028}b", "a\u{FFFD}b"),
      ("e\u{301}", "\u{E9}"),
      ("z\u{300}\u{301}\u{302}", "z\u{300}"),
      ("\u{301}x", "\u{25CC}\u{301}x"),
    ])
  func sanitising(text: String, shown: String) {
    let result = Display.sanitised(text)
    #expect(Array(result.unicodeScalars) == Array(shown.unicodeScalars))
    #expect(Display.sanitised(result) == result)
  }

  @Test("no scalar at all reaches a screen as control, format or private character")
  func everyScalar() {
    let forbidden: Set<Unicode.GeneralCategory> = [
      .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
    ]
    var bad: [UInt32] = []
    for value in UInt32(0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for cell in Display.cells(of: String(Character(scalar))) {
        if forbidden.contains(cell.scalar.properties.generalCategory) { bad.append(value) }
        if let mark = cell.mark, forbidden.contains(mark.properties.generalCategory) { bad.append(value) }
      }
    }
    #expect(bad.isEmpty)
  }

  @Test("in ASCII everything beyond it becomes one question mark a column")
  func ascii() {
    #expect(Display.sanitised("备份-é-\u{1B}x", glyphs: .ascii) == "????-?-?x")
    #expect(Display.sanitised("plain", glyphs: .ascii) == "plain")
  }

  @Test(
    "clipping counts columns and marks the cut",
    arguments: [
      ("web-01", 6, "web-01", "web-01"), ("web-01", 5, "web-…", "web-~"), ("web-01", 1, "…", "~"),
      ("web-01", 0, "", ""),
      ("备份一", 6, "备份一", "??????"), ("备份一", 5, "备份…", "????~"), ("备份一", 4, "备…", "??~"), ("e\u{301}a", 2, "éa", "?a"),
      ("a\u{1B}bcd", 4, "a␛b…", "a?b~"), ("x", -3, "", ""),
    ])
  func clipping(text: String, columns: Int, unicode: String, ascii: String) {
    #expect(Display.clip(text, columns: columns) == unicode)
    #expect(Display.clip(text, columns: columns, glyphs: .ascii) == ascii)
    #expect(Display.width(of: Display.clip(text, columns: columns)) <= max(0, columns))
  }
}
