import Canvas

/// Colours and attributes as a terminal keeps them for what is written next.
struct Pen: Equatable, Hashable {
  /// The colour of letters; -1 for the terminal's own.
  var foreground: Int16 = -1
  /// The colour behind them; -1 for the terminal's own.
  var background: Int16 = -1
  /// Bold, dim, underline, reverse.
  var attributes = Ink.Attributes()

  /// The terminal's own colours and nothing else.
  static let plain = Pen()

  /// Whether a blank looks different with it, apart from its background.
  var marksBlanks: Bool { !attributes.isDisjoint(with: [.underline, .reverse]) }
}
