import Canvas
import Testing

@testable import Console

struct KeyTableTests {
  @Test("in one scope a key means one thing, but for r, for the kind of row, and Enter, for the coverage")
  func unique() {
    let scopes: [KeyScope] = [.list, .page, .pane, .form, .question, .text, .columns]
    for scope in scopes {
      var owners: [Key: [Action]] = [:]
      for binding in KeyTable.bindings where !binding.scope.isDisjoint(with: scope) {
        for key in binding.keys { owners[key, default: []].append(binding.action) }
      }
      for (key, actions) in owners where key != .character("r") && (key != .enter || scope != .list) {
        #expect(actions.count == 1, "\(key) in \(scope): \(actions)")
      }
    }
  }

  @Test("every action that can be asked for stands in the table, with words")
  func complete() {
    for action in Action.allCases {
      #expect(KeyTable.binding(of: action) != nil, "\(action)")
    }
    #expect(KeyTable.bindings.allSatisfy { !$0.label.isEmpty && !$0.explanation.isEmpty })
  }

  @Test("no action that destroys something does so on its key alone")
  func destructive() {
    var desk = Desk.inHongKong()
    for binding in KeyTable.bindings where binding.isMutation && binding.scope.contains(.list) {
      for key in binding.keys {
        desk.press(key)
        let changes = desk.take().filter { ["delete", "steer"].contains(DialogButtonTests.name($0)) }
        #expect(changes.isEmpty, "\(key)")
        desk.press(.escape)
      }
    }
  }

  @Test("? shows every key of the table with what it does, and typing finds it")
  func help() throws {
    var desk = Desk.inHongKong()
    desk.press(.character("?"))
    let lines = try #require(desk.box).lines
    for binding in KeyTable.bindings where !binding.keys.isEmpty {
      let name = KeyTable.name(of: binding.keys[0], glyphs: .unicode)
      let shown = lines.contains { line in
        line.label.split(separator: " ").contains { $0 == name } && line.text == binding.explanation
      }
      let isElsewhere = [KeyScope.text, .question, .chooser].contains { binding.scope.isSubset(of: $0) }
      #expect(shown || isElsewhere, "\(name) \(binding.explanation)")
    }
    let wanted = [
      ("clipboard", "Send the id"), ("policy", "A new policy"), ("column right", "Move the column"),
    ]
    for (typed, words) in wanted {
      var found = desk
      found.type(typed)
      #expect(found.text.contains(words), "\(typed)")
    }
  }
}
