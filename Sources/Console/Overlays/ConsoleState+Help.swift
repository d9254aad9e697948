internal import Canvas
internal import Replication

extension ConsoleState {
  /// All keys of the frame, from the key table.
  mutating func openHelp() {
    var lines = [TextLine("Marks", role: .title)]
    lines += Words.legend(Glyphs(setup.glyphs), proves: proves).map { TextLine($0.text, label: $0.mark) }
    for (title, scope, actions) in Self.helpSections {
      lines += [TextLine(""), TextLine(title, role: .title)]
      lines += actions.compactMap { action in
        KeyTable.bindings.first { $0.action == action && !$0.scope.isDisjoint(with: scope) }.map(helpLine)
      }
    }
    lines += [TextLine(""), TextLine("Filters", role: .title)]
    lines += Words.filterHelp.map { TextLine($0.meaning, label: $0.example) }
    overlays.append(.text(TextBox(title: "Keys", lines: lines, query: TextField())))
  }

  private static let helpSections: [(title: String, scope: KeyScope, actions: [Action])] = [
    (
      "Moving about", .list,
      [
        .up, .down, .pageUp, .pageDown, .top, .bottom, .left, .right, .nextTab, .previousTab, .tab1, .tab2, .tab3,
        .tab4, .tab5, .nextService, .previousService, .open, .back, .jump,
      ]
    ),
    (
      "The list", .list,
      [
        .filter, .sort, .reverseSort, .sortBy, .columns, .mark, .markAll, .unmark, .exportTable, .actOnCell,
        .coverageRows,
      ]
    ),
    (
      "The row", .list,
      [.more, .information, .createReplica, .copySnapshot, .replicateVault, .copyID, .delete]
    ),
    (
      "Everywhere", .list,
      [
        .picker, .policies, .lagBoard, .lagObjective, .images, .audit, .enlargePane, .hidePane, .theme, .palette,
        .messages,
        .saveScreen, .help, .redraw, .suspend,
        .interrupt, .quit,
      ]
    ),
    (
      "Dialogs", .form,
      [
        .nextField, .previousField, .choose, .submit, .addDestination, .removeDestination, .fixRefusal, .selectionTable,
        .clearField, .help, .cancel,
      ]
    ),
    ("The filter line", .filter, [.choose, .nextField, .earlierFilter, .laterFilter, .help, .cancel]),
    ("Choosing columns", .columns, [.toggleColumn, .columnLater, .columnEarlier, .allColumns, .choose, .cancel]),
    (
      "Policies", .board,
      [
        .policyRuns, .newPolicy, .editPolicy, .applyPolicy, .enablePolicy, .runPolicy, .simulatePolicies,
        .deletePolicy, .back,
      ]
    ),
    ("The vaults of a policy", .policyVaults, [.applyPolicy, .takeOffPolicy]),
    ("The form of a policy", .policyForm, [.choose, .submit, .cancel]),
  ]

  private func helpLine(_ binding: Binding) -> TextLine {
    let keys = binding.keys.map { KeyTable.name(of: $0, glyphs: setup.glyphs) }.joined(separator: " ")
    let isOff = setup.readOnlyReason != nil && binding.isMutation
    return TextLine(
      binding.explanation + (isOff ? " (read-only)" : ""), label: keys, role: isOff ? .disabled : .text)
  }

  /// The fields of the innermost dialog and the keys that work in it now.
  mutating func openFormHelp() {
    guard let form else { return }
    // Every destination has the same fields.
    let slots = form.slots(regions).filter { $0.destination ?? 0 == 0 && !form.meaning($0).isEmpty }
    openHelp(form.title, slots.map { (form.label($0), form.meaning($0)) }, in: .form)
  }

  /// What is innermost on the board of policies, and the keys that work in it now.
  mutating func openPolicyHelp(_ board: PolicyBoard) {
    guard case .form(let form) = board.mode else { return openHelp("Policies", [], in: board.scope) }
    let slots = form.slots.filter { !$0.meaning.isEmpty }
    openHelp("Policy", slots.map { ($0.label, $0.meaning) }, in: .policyForm)
  }

  private mutating func openHelp(_ title: String, _ fields: [(label: String, meaning: String)], in scope: KeyScope) {
    var lines: [TextLine] = []
    if !fields.isEmpty {
      lines = [TextLine("Fields", role: .title)] + fields.map { TextLine($0.meaning, label: $0.label) }
      lines.append(TextLine(""))
    }
    lines.append(TextLine("Keys", role: .title))
    // What works everywhere stands in the help of the frame.
    lines += KeyTable.bindings.filter { binding in
      !binding.scope.isDisjoint(with: scope) && binding.scope.isDisjoint(with: .list) && appliesInDialog(binding.action)
    }.map(helpLine)
    overlays.append(.text(TextBox(title: title, lines: lines)))
  }
}
