import Testing

@testable import Terminal

/// What curses says with controls that not every xterm knows.
struct CommonControlsTests {
  @Test(
    "scrolls by lines and repeats are written out; everything else stays byte for byte",
    arguments: [
      ("\u{1B}[13;22r\u{1B}[13;1H\u{1B}[2T\u{1B}[1;24r", "\u{1B}[13;22r\u{1B}[13;1H\u{1B}M\u{1B}M\u{1B}[1;24r"),
      ("a\u{1B}[3Sb", "a\u{1B}D\u{1B}D\u{1B}Db"), ("-\u{1B}[4b|", "-----|"), ("─\u{1B}[4b", "─\u{1B}[4b"),
      ("\u{1B}[23;2t\u{1B}[?1S\u{1B}[S\u{1B}[2", "\u{1B}[23;2t\u{1B}[?1S\u{1B}[S\u{1B}[2"), ("", ""),
    ])
  func rewriting(_ bytes: String, _ wanted: String) {
    #expect(CommonControls.rewritten(Array(bytes.utf8)) == Array(wanted.utf8))
  }
}
