internal import Canvas

/// One line of a dialog before it is placed.
enum FormLine: Sendable {
  case blank
  case words(String, Role)
  /// A label and words that cannot be edited.
  case fact(String, String)
  case field(FormSlot)
  /// The line reserved for what is wrong with the field above.
  case problem(FormSlot)
}
