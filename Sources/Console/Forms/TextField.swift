/// An edited line of text; nothing typed or pasted is refused or cut (S48).
struct TextField: Hashable, Sendable {
  private(set) var characters: [Character]
  /// The number of characters before the cursor.
  private(set) var cursor: Int
  /// Whether all of it is selected: what is typed or pasted next takes its place, what moves the cursor keeps it.
  private(set) var isSelected = false

  /// A field that holds a text, the cursor at its end.
  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  /// A field that holds a text, all of it selected where there is any.
  static func selecting(_ text: String) -> TextField {
    var field = TextField(text)
    field.isSelected = !text.isEmpty
    return field
  }

  /// What was typed.
  var text: String { String(characters) }

  /// Puts text in at the cursor, as one edit.
  mutating func insert(_ text: String) {
    replaceSelection()
    let added = Array(text)
    characters.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  /// Removes the character before the cursor.
  mutating func backspace() {
    if replaceSelection() { return }
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  /// Removes the character at the cursor.
  mutating func delete() {
    if replaceSelection() { return }
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  /// Removes the word before the cursor.
  mutating func deleteWord() {
    if replaceSelection() { return }
    while cursor > 0, !Self.isWord(characters[cursor - 1]) { backspace() }
    while cursor > 0, Self.isWord(characters[cursor - 1]) { backspace() }
  }

  /// Removes everything.
  mutating func clear() { self = TextField() }

  /// Moves the cursor by some characters.
  mutating func move(by distance: Int) {
    isSelected = false
    cursor = min(max(0, cursor + distance), characters.count)
  }

  /// Moves the cursor to the beginning.
  mutating func moveToStart() { move(by: -characters.count) }

  /// Moves the cursor to the end.
  mutating func moveToEnd() { move(by: characters.count) }

  /// Removes what is selected; false where nothing is.
  @discardableResult
  private mutating func replaceSelection() -> Bool {
    guard isSelected else { return false }
    clear()
    return true
  }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
