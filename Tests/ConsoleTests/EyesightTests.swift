import Canvas
import Console
import Testing

/// Themes for all eyes: contrast, and statuses that colour-blind eyes tell apart (issue 4, point 7).
struct EyesightTests {
  /// A theme on the background that it is made for.
  struct Case: Sendable, CustomStringConvertible {
    let theme: Theme
    let depth: ColourDepth

    var isLight: Bool { theme.name.hasSuffix("light") }
    var background: Shade { isLight ? .white : .black }
    var description: String { "\(theme.name) in \(depth.rawValue) colours" }

    /// Text of a role on what lies behind it.
    func contrast(_ role: Role, isSelected: Bool) -> Double {
      let ink = theme.ink(for: Style(role, selected: isSelected), depth: depth)
      let front = Shade(ink.foreground, standard: isLight ? .black : Shade(7))
      // Reversed letters have the same contrast.
      return front.contrast(to: Shade(ink.background, standard: background))
    }
  }

  static let cases = ThemeLibrary.builtIn.filter { $0.name != "mono" }.flatMap { theme in
    [ColourDepth.full, .sixteen, .eight].map { Case(theme: theme, depth: $0) }
  }

  /// What is read; lines, the rest of a bar and the bar itself only show where something is.
  static let read = Role.allCases.filter { ![.border, .barRest, .barDone].contains($0) }

  /// What stands on rows that can be selected.
  static let onRows: [Role] = [
    .text, .dim, .strong, .accent, .marked, .statusAvailable, .statusBusy, .statusCopying, .statusFailed, .statusOff,
    .warning, .error, .notice, .keyName, .keyLabel,
  ]

  @Test("what is read has a contrast of 4.5, of high contrast 7; on the selected row, too (WCAG 1.4.3 and 1.4.6)")
  func contrast() {
    for one in Self.cases where one.depth == .full {
      let wanted = one.theme.name.hasPrefix("high-contrast") ? 7.0 : 4.5
      for role in Self.read {
        let contrast = one.contrast(role, isSelected: false)
        #expect(contrast >= wanted, "\(one): \(role.rawValue) has \(contrast)")
      }
      for role in Self.onRows {
        let contrast = one.contrast(role, isSelected: true)
        #expect(contrast >= wanted, "\(one): \(role.rawValue) on the selected row has \(contrast)")
      }
    }
  }

  @Test("with few colours, which every terminal mixes by itself, what is read keeps a contrast of 3.5 with xterm's")
  func fewColours() {
    for one in Self.cases where one.depth != .full {
      for role in Self.read {
        let contrast = one.contrast(role, isSelected: false)
        #expect(contrast >= 3.5, "\(one): \(role.rawValue) has \(contrast)")
      }
    }
  }

  static let statuses: [Role] = [.statusAvailable, .statusBusy, .statusCopying, .statusFailed]

  @Test("for colour-blind eyes of every kind the statuses of that theme stay far apart", arguments: Shade.Eyes.allCases)
  func statuses(_ eyes: Shade.Eyes) throws {
    let theme = try #require(ThemeLibrary.builtIn.first { $0.name == "colour-blind" })
    func shade(_ role: Role) -> Shade {
      Shade(theme.ink(for: Style(role), depth: .full).foreground, standard: Shade(7))
    }
    for (index, left) in Self.statuses.enumerated() {
      for right in Self.statuses.dropFirst(index + 1) + [.text] {
        let distance = shade(left).distance(to: shade(right), for: eyes)
        #expect(distance >= 20, "\(left.rawValue) and \(right.rawValue): \(distance)")
      }
    }
  }

  @Test("with few colours the statuses of the colour-blind theme differ by colour or attributes", arguments: cases)
  func inks(_ one: Case) {
    guard one.theme.name == "colour-blind" else { return }
    let inks = Self.statuses.map { one.theme.ink(for: Style($0), depth: one.depth) }
    #expect(Set(inks).count == inks.count, "\(one)")
  }
}
