import Canvas
import Testing

@testable import Terminal

/// What comes from a terminal becomes keys (spec/console.md, Keys and habits; S48 for pastes).
@Suite struct KeyDecoderTests {
  @Test(
    "keys",
    arguments: [
      ("q", [.character("q")]), ("é备🚀", [.character("é"), .character("备"), .character("🚀")]), ("\r", [.enter]),
      ("\n", [.enter]),
      ("\t", [.tab]), ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]),
      ("\u{3}\u{1A}\u{13}\u{0C}", "czsl".map { .control($0) }),
      ("\u{0}", [.control(" ")]), ("\u{1C}", [.control("\\")]), ("\u{1B}[A\u{1B}OB", [.up, .down]),
      ("\u{1B}[1;5C\u{1B}[D", [.right, .left]), ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[8~", [.home, .end, .home, .end]),
      ("\u{1B}[5~\u{1B}[6~\u{1B}[2~\u{1B}[3~", [.pageUp, .pageDown, .insert, .delete]), ("\u{1B}[Z", [.backTab]),
      ("\u{1B}OP\u{1B}[[B\u{1B}[13~\u{1B}[15~\u{1B}[24~", [1, 2, 3, 5, 12].map { .function($0) }),
      ("\u{1B}x\u{1B}é", [.alt("x"), .alt("é")]), ("\u{1B}\u{1B}[A", [.escape, .up]), ("\u{1B}\r", [.escape, .enter]),
      ("\u{1B}[?1;2c\u{1B}[Iq\u{1B}[201~", [.character("q")]), ("\u{1B}Or\u{1B}OM", [.character("2"), .enter]),
      ("\u{85}", []),
    ] as [(String, [Key])])
  func keys(bytes: String, keys: [Key]) {
    var whole = KeyDecoder()
    #expect(whole.feed(Array(bytes.utf8)) == keys.map { .key($0) })
    #expect(whole.patience == nil)
    var single = KeyDecoder()
    #expect(bytes.utf8.flatMap { single.feed([$0]) } == keys.map { .key($0) })
  }

  @Test("a lone escape waits and then is the Esc key; an unfinished sequence is dropped, Alt with a bracket kept")
  func escapes() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty)
    #expect(decoder.patience == .escape)
    #expect(decoder.giveUp() == [.key(.escape)])
    #expect(decoder.feed(Array("\u{1B}[".utf8)).isEmpty)
    #expect(decoder.patience == .sequence)
    #expect(decoder.giveUp() == [.key(.alt("["))])
    #expect(decoder.feed(Array("\u{1B}[1;".utf8)).isEmpty)
    #expect(decoder.giveUp().isEmpty)
    #expect(decoder.feed(Array("\u{1B}[".utf8) + [UInt8](repeating: 0x30, count: 100)).isEmpty)
    #expect(decoder.feed(Array("q".utf8)) == [.key(.character("q"))])
  }

  @Test("invalid UTF-8 is skipped and swallows nothing after it")
  func invalid() {
    var decoder = KeyDecoder()
    #expect(
      decoder.feed([0xFF, 0xC3, 0x41, 0xED, 0xA0, 0x80, 0x80, 0x42]) == [.key(.character("A")), .key(.character("B"))])
  }

  @Test("a terminfo sequence wins over the built-in meaning")
  func terminfo() {
    var decoder = KeyDecoder(sequences: [Array("\u{1B}A".utf8): .up, Array("\u{1B}[1;2P".utf8): .function(13)])
    #expect(decoder.feed(Array("\u{1B}A\u{1B}[1;2P".utf8)) == [.key(.up), .key(.function(13))])
  }

  @Test("one byte is one character where the locale is no UTF-8")
  func singleBytes() {
    var decoder = KeyDecoder(scalarOfByte: { Unicode.Scalar($0) })
    #expect(decoder.feed([0xE9, 0x41]) == [.key(.character("é")), .key(.character("A"))])
  }

  @Test("mouse presses and the wheel; releases, other buttons and nonsense are nothing")
  func mouse() {
    var decoder = KeyDecoder()
    let reports = "\u{1B}[<0;5;3M\u{1B}[<0;5;3m\u{1B}[<64;1;1M\u{1B}[<69;1;1M\u{1B}[<2;1;1M\u{1B}[<0;0;1M\u{1B}[<0;1M"
    #expect(decoder.feed(Array(reports.utf8)) == [.click(column: 4, row: 2), .wheel(-1), .wheel(1)])
  }

  @Test("a paste comes whole, however it is cut, with its newlines and controls", arguments: [1, 2, 3, 7, 1000])
  func paste(slice: Int) {
    let text = "line 1\nline 2\r\t\u{1B}[A\u{1B}[200~ 备份 \u{1B}[20"
    let bytes = Array("a\u{1B}[200~\(text)\u{1B}[201~b".utf8)
    var decoder = KeyDecoder()
    var events: [InputEvent] = []
    for start in stride(from: 0, to: bytes.count, by: slice) {
      events += decoder.feed(bytes[start..<min(bytes.count, start + slice)])
    }
    #expect(events == [.key(.character("a")), .paste(text), .key(.character("b"))])
  }

  @Test("a paste beyond the limit comes in parts and loses nothing")
  func longPaste() {
    let text = String(repeating: "备份", count: 400_000)
    var decoder = KeyDecoder()
    var pasted = ""
    for event in decoder.feed(Array("\u{1B}[200~".utf8))
      + stride(from: 0, to: text.utf8.count, by: 4096).flatMap({
        decoder.feed(Array(text.utf8.dropFirst($0).prefix(4096)))
      }) + decoder.feed(Array("\u{1B}[201~".utf8))
    {
      guard case .paste(let part) = event else { continue }
      pasted += part
    }
    #expect(pasted == text)
  }

  @Test("a paste whose end never comes is handed on")
  func unfinishedPaste() {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array("\u{1B}[200~abc".utf8)).isEmpty)
    #expect(decoder.patience == .paste)
    #expect(decoder.giveUp() == [.paste("abc")])
    #expect(decoder.patience == nil)
  }
}
