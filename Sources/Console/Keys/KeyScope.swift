/// Where a key works.
struct KeyScope: OptionSet, Hashable, Sendable {
  let rawValue: Int

  /// The main frame with a list.
  static let list = KeyScope(rawValue: 1)
  /// A detail page.
  static let page = KeyScope(rawValue: 2)
  /// The pane over the whole screen.
  static let pane = KeyScope(rawValue: 4)
  /// A list to choose from.
  static let chooser = KeyScope(rawValue: 8)
  /// A dialog with fields.
  static let form = KeyScope(rawValue: 16)
  /// A question with buttons.
  static let question = KeyScope(rawValue: 32)
  /// A box of text, such as the help.
  static let text = KeyScope(rawValue: 64)

  /// The filter line.
  static let filter = KeyScope(rawValue: 128)

  /// The dialog of columns.
  static let columns = KeyScope(rawValue: 1 << 12)

  /// The screen of policies.
  static let board = KeyScope(rawValue: 1 << 13)
  /// The fields of a policy.
  static let policyForm = KeyScope(rawValue: 1 << 14)
  /// The vaults a policy can be applied to.
  static let policyVaults = KeyScope(rawValue: 1 << 15)

  /// The frame and the pages in it.
  static let frame: KeyScope = [.list, .page, .pane]
}
