import Canvas
import Testing

@testable import Console

struct TextFieldTests {
  @Test("S48: nothing typed or pasted is lost, and the cursor edits where it stands")
  func editing() {
    var field = TextField("abc")
    field.move(by: -1)
    field.insert("\u{1B}数\n")
    #expect(field.text == "ab\u{1B}数\nc")
    field.backspace()
    let moved = field.edit(.control("a"))
    field.delete()
    #expect(field.text == "b\u{1B}数c")
    let cleared = field.edit(.control("u"))
    #expect(field.text.isEmpty)
    let taken = field.edit(.tab)
    #expect(moved && cleared && !taken)
  }

  @Test("a field scrolls by columns, wide characters counted as two")
  func scrolling() {
    let field = TextField(String(repeating: "数", count: 50))
    #expect(field.firstShown(columns: 11) == 45)
    #expect(TextField(String(repeating: "x", count: 4096)).firstShown(columns: 40) == 4096 - 39)
  }
}
