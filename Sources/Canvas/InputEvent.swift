/// What comes from the terminal.
public enum InputEvent: Hashable, Sendable {
  case key(Key)
  /// A bracketed paste, whole, as it came.
  case paste(String)
  case resize(Size)
  /// A press of the main button; counted from 0.
  case click(column: Int, row: Int)
  /// The wheel: -1 up, 1 down.
  case wheel(Int)
  /// The program was stopped and goes on: data may be stale.
  case resumed
}
