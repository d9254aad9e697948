/// A box of text: help, information.
struct TextBox: Sendable {
  var title: String
  var lines: [TextLine]
  /// Lines scrolled away.
  var scroll = 0
}
