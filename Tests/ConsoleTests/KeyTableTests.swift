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
}
