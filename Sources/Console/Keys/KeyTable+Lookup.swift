internal import Canvas

extension KeyTable {
  /// All actions of a key in a scope; which of them applies, the row under the cursor decides.
  static func actions(for key: Key, in scope: KeyScope) -> [Action] {
    bindings.filter { !$0.scope.isDisjoint(with: scope) && $0.keys.contains(key) }.map(\.action)
  }

  /// The binding of an action.
  static func binding(of action: Action) -> Binding? { byAction[action] }

  /// The label of an action.
  static func label(of action: Action) -> String { byAction[action]?.label ?? action.rawValue }

  /// The name of an action's first key; empty where it has none.
  static func keyName(of action: Action, glyphs: GlyphSet) -> String {
    byAction[action]?.keys.first.map { name(of: $0, glyphs: glyphs) } ?? ""
  }

  private static let byAction: [Action: Binding] = Dictionary(
    bindings.map { ($0.action, $0) }, uniquingKeysWith: { first, _ in first })

  /// How a key is written on the screen.
  static func name(of key: Key, glyphs: GlyphSet) -> String {
    let unicode = glyphs == .unicode
    return switch key {
    case .character(" "): unicode ? "␣" : "Space"
    case .character(let character): String(character)
    case .control(let character): "^" + character.uppercased()
    case .alt(let character): "M-\(character)"
    case .up: unicode ? "↑" : "Up"
    case .down: unicode ? "↓" : "Down"
    case .left: unicode ? "←" : "Left"
    case .right: unicode ? "→" : "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: unicode ? "⇧Tab" : "S-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .function(let number): "F\(number)"
    }
  }
}
