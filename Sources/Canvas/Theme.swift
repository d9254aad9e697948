/// The inks of all roles at every colour depth.
public struct Theme: Hashable, Sendable {
  /// How the selected row is shown.
  public enum Selection: String, Hashable, Sendable {
    /// The whole row changes colour.
    case row
    /// Only the name cell changes colour.
    case name
    /// Only a marker stands before the row: the fewest bytes.
    case marker
  }

  /// The name, as the operator chooses it.
  public var name: String
  /// How selection shows.
  public var selection: Selection
  /// The inks by depth and role; a missing role falls back to `text`.
  public var inks: [ColourDepth: [Role: Ink]]

  /// Makes a theme.
  public init(name: String, selection: Selection, inks: [ColourDepth: [Role: Ink]]) {
    self.name = name
    self.selection = selection
    self.inks = inks
  }

  /// The ink of a style at a depth: the role's, with the selection's background and attributes laid over it.
  public func ink(for style: Style, depth: ColourDepth) -> Ink {
    let table = table(for: depth)
    let plain = table[style.role] ?? table[.text] ?? Ink()
    guard style.selected, let over = table[.selection] else { return plain }
    return Ink(
      over.foreground == .standard ? plain.foreground : over.foreground, on: over.background,
      plain.attributes.union(over.attributes))
  }

  /// The inks of the depth, else those of the nearest poorer one that has any, so that a selection never vanishes.
  private func table(for depth: ColourDepth) -> [Role: Ink] {
    if let table = inks[depth] { return table }
    return ColourDepth.allCases.filter { $0 < depth }.sorted(by: >).lazy.compactMap { inks[$0] }.first ?? [:]
  }

  /// A theme without colours, for tests and as the last resort.
  public static let plain = Theme(
    name: "plain", selection: .row, inks: [.mono: [.text: Ink(), .selection: Ink(.standard, on: .standard, .reverse)]])
}
