/// An edited line of text; nothing typed or pasted is refused or cut (S48).
struct TextField: Hashable, Sendable {
  private(set) var characters: [Character]
  /// The number of characters before the cursor.
  private(set) var cursor: Int

  /// A field that holds a text, the cursor at its end.
  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  /// What was typed.
  var text: String { String(characters) }

  /// Puts text in at the cursor, as one edit.
  mutating func insert(_ text: String) {
    let added = Array(text)
    characters.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  /// Removes the character before the cursor.
  mutating func backspace() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  /// Removes the character at the cursor.
  mutating func delete() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  /// Removes the word before the cursor.
  mutating func deleteWord() {
    while cursor > 0, !Self.isWord(characters[cursor - 1]) { backspace() }
    while cursor > 0, Self.isWord(characters[cursor - 1]) { backspace() }
  }

  /// Removes everything.
  mutating func clear() {
    characters = []
    cursor = 0
  }

  /// Moves the cursor by some characters.
  mutating func move(by distance: Int) { cursor = min(max(0, cursor + distance), characters.count) }

  /// Moves the cursor to the beginning.
  mutating func moveToStart() { cursor = 0 }

  /// Moves the cursor to the end.
  mutating func moveToEnd() { cursor = characters.count }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
