internal import Canvas

/// A line of words with a role, and where it leads.
struct TextLine: Hashable, Sendable {
  /// What the line is about, set in a column of its own; empty for running text.
  var label = ""
  /// The words.
  var text: String
  /// How they look.
  var role = Role.text
  /// What following the line opens.
  var link: Link?

  init(_ text: String, label: String = "", role: Role = .text, link: Link? = nil) {
    self.label = label
    self.text = text
    self.role = role
    self.link = link
  }
}
