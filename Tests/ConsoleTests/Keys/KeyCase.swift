import Canvas
import Replication

@testable import Console

/// What actions are expected to do in one place; each is asked for by each of its keys and by every other way.
struct KeyCase: Sendable {
  let actions: [Action]
  /// Where: one scope alone.
  let scope: KeyScope
  /// Brings the desk to where the key is pressed.
  let play: @Sendable (inout Desk) -> Void
  /// Whether it did what it should, from how things were before and how they are now.
  let holds: @Sendable (Desk, Desk) -> Bool
  /// What the menu says of an action that is never possible there; nil for all others.
  var refusal: String?

  init(
    _ actions: Action..., in scope: KeyScope, after play: @escaping @Sendable (inout Desk) -> Void,
    holds: @escaping @Sendable (Desk, Desk) -> Bool
  ) {
    (self.actions, self.scope, self.play, self.holds) = (actions, scope, play, holds)
  }

  /// The same on the detail page of the row it is about.
  var onPage: KeyCase {
    let play = play
    var onPage = self
    onPage = KeyCase(
      actions: actions, scope: .page,
      play: {
        play(&$0)
        $0.press(.enter)
      }, holds: holds)
    onPage.refusal = refusal
    return onPage
  }

  /// A case of an action that may not be there yet; nil then.
  init?(
    named name: String, in scope: KeyScope, after play: @escaping @Sendable (inout Desk) -> Void,
    holds: @escaping @Sendable (Desk, Desk) -> Bool
  ) {
    guard let action = Action(rawValue: name) else { return nil }
    self.init(actions: [action], scope: scope, play: play, holds: holds)
  }

  private init(
    actions: [Action], scope: KeyScope, play: @escaping @Sendable (inout Desk) -> Void,
    holds: @escaping @Sendable (Desk, Desk) -> Bool
  ) {
    (self.actions, self.scope, self.play, self.holds) = (actions, scope, play, holds)
  }

  static let all = moving + listing + rows + rowsOnPages + everywhere + pages + dialogs + policies + named

  /// All scopes of the key table, one by one, also those that no case is about yet.
  static let scopes: [(scope: KeyScope, name: String)] = {
    let used = KeyTable.bindings.reduce(0) { $0 | $1.scope.rawValue }
    return (0..<Int.bitWidth - 1).map { 1 << $0 }.filter { used & $0 != 0 }.map { bit in
      (KeyScope(rawValue: bit), names[bit] ?? "scope \(bit)")
    }
  }()

  private static let names = [
    KeyScope.list.rawValue: "list", KeyScope.page.rawValue: "page", KeyScope.pane.rawValue: "pane",
    KeyScope.chooser.rawValue: "chooser", KeyScope.form.rawValue: "form", KeyScope.question.rawValue: "question",
    KeyScope.text.rawValue: "text", KeyScope.filter.rawValue: "filter", KeyScope.columns.rawValue: "columns",
    KeyScope.board.rawValue: "board", KeyScope.policyForm.rawValue: "policy form",
    KeyScope.policyVaults.rawValue: "policy vaults",
  ]
}

extension KeyCase {
  /// A list with the cursor in its middle and the pane on its row.
  static let middle: @Sendable (inout Desk) -> Void = { row(5, &$0) }

  /// Puts the cursor on a row of the list and lets the pane follow.
  static func row(_ index: Int, _ desk: inout Desk) {
    for _ in 0..<index { desk.press(.down) }
    desk.fireTimers()
  }

  /// Opens a tab by its name.
  static func open(_ tab: ConsoleTab, _ desk: inout Desk) {
    for _ in 0..<8 where desk.state.tab != tab { desk.press(.tab) }
  }
}

extension Desk {
  /// The effects asked for since they were last taken, without timers and reads.
  func asked(_ find: (Effect) -> Bool) -> Bool { open.contains(where: find) }

  /// The list to choose from on top.
  var chooser: Chooser? { if case .chooser(let chooser)? = state.overlays.last { chooser } else { nil } }
  /// The question on top.
  var question: Question? { if case .question(let question)? = state.overlays.last { question } else { nil } }
  /// The box of text on top.
  var box: TextBox? { if case .text(let box)? = state.overlays.last { box } else { nil } }
  /// The dialog of columns on top.
  var columnDialog: ColumnDialog? { if case .columns(let dialog)? = state.overlays.last { dialog } else { nil } }
  /// The dialog with fields, beneath whatever lies over it.
  var form: Form? { state.form }
}
