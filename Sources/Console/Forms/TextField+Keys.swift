internal import Canvas

extension TextField {
  /// Edits by one key, as readline would; false when the key is not for a text field.
  mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace: backspace()
    case .delete, .control("d"): delete()
    case .left, .control("b"): move(by: -1)
    case .right, .control("f"): move(by: 1)
    case .home, .control("a"): moveToStart()
    case .end, .control("e"): moveToEnd()
    case .control("u"): clear()
    case .control("w"): deleteWord()
    default: return false
    }
    return true
  }
}
