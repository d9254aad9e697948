/// How a cell looks before a theme is applied: a role, and whether the selection bar lies over it.
public struct Style: Hashable, Sendable {
  /// What the text means.
  public var role: Role
  /// Whether the cell belongs to the selected row; the theme decides how that shows.
  public var selected: Bool

  /// Makes a style.
  public init(_ role: Role, selected: Bool = false) {
    self.role = role
    self.selected = selected
  }

  /// Plain text.
  public static let text = Style(.text)
}
