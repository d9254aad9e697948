/// A key as the operator pressed it.
public enum Key: Hashable, Sendable {
  /// A printable character.
  case character(Character)
  /// Control with a lower-case letter.
  case control(Character)
  /// Alt with a character.
  case alt(Character)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete, insert
  /// F1…F24.
  case function(Int)
}
