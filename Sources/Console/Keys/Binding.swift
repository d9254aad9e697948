internal import Canvas

/// One row of the key table: footer, help, palette and read-only mode are made of it.
struct Binding: Sendable {
  /// What the keys do.
  let action: Action
  /// The keys, the one shown first; empty for actions of the menu and the palette alone.
  let keys: [Key]
  /// A word or two for the footer and the menu.
  let label: String
  /// A sentence for the help.
  let explanation: String
  /// Where it works.
  let scope: KeyScope
  /// Whether it changes something in a cloud; refused in read-only mode.
  let isMutation: Bool
  /// The place in the footer, small ones first; nil keeps it out.
  let footer: Int?

  init(
    _ action: Action, _ keys: [Key], _ label: String, _ explanation: String, in scope: KeyScope,
    mutates isMutation: Bool = false, footer: Int? = nil
  ) {
    self.action = action
    self.keys = keys
    self.label = label
    self.explanation = explanation
    self.scope = scope
    self.isMutation = isMutation
    self.footer = footer
  }
}
