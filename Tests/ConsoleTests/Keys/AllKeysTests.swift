import Canvas
import Replication
import Testing

@testable import Console

/// Every key of the key table, on every screen it works on (issue 4, what shows it).
///
/// The tests walk the key table, not the cases: a binding without a case fails.
struct AllKeysTests {
  /// A way to ask for an action.
  enum Way: CustomStringConvertible {
    case key(Key), palette, menu

    var description: String {
      switch self {
      case .key(let key): "the key \(KeyTable.name(of: key, glyphs: .unicode))"
      case .palette: "the palette"
      case .menu: "the menu"
      }
    }
  }

  static let cases: [Int: [Action: KeyCase]] = {
    var cases: [Int: [Action: KeyCase]] = [:]
    for entry in KeyCase.all {
      for action in entry.actions { cases[entry.scope.rawValue, default: [:]][action] = entry }
    }
    return cases
  }()

  @Test("each key does what its case says, and so do the palette and the More menu", arguments: KeyCase.scopes)
  func everyKey(_ scope: KeyScope, _ name: String) throws {
    for binding in KeyTable.bindings where binding.scope.contains(scope) {
      guard let expected = Self.cases[scope.rawValue]?[binding.action] else {
        Issue.record("\(binding.action) has no case in Keys/KeyCase+….swift for \(name)")
        continue
      }
      if let words = expected.refusal {
        expectRefusal(binding.action, expected, words)
        continue
      }
      var ways: [Way] = binding.keys.map { .key($0) }
      if KeyScope.frame.contains(scope) { ways += [.palette, .menu] }
      var taken = 0
      for way in ways {
        var before = Desk.inHongKong()
        expected.play(&before)
        _ = before.take()
        #expect(Self.scope(before) == scope, "\(binding.action) begins in \(name)")
        var after = before
        guard Self.ask(binding.action, by: way, &after) else { continue }
        taken += 1
        #expect(expected.holds(before, after), "\(binding.action) by \(way) in \(name):\n\(after.text)")
      }
      #expect(taken > 0, "\(binding.action) can be asked for in \(name)")
    }
  }

  private func expectRefusal(_ action: Action, _ expected: KeyCase, _ words: String) {
    var desk = Desk.inHongKong()
    expected.play(&desk)
    desk.press(.character("m"))
    let row = desk.chooser?.rows.first { $0.choice == .action(action) }
    #expect(row?.reason?.contains(words) == true, "\(action): \(row?.reason ?? "not in the menu")")
  }

  private static func scope(_ desk: Desk) -> KeyScope {
    if desk.state.overlays.isEmpty, desk.state.filter != nil { return .filter }
    return desk.state.overlays.last?.scope ?? desk.state.frameScope
  }

  /// Asks for an action; false where this way does not lead to it.
  private static func ask(_ action: Action, by way: Way, _ desk: inout Desk) -> Bool {
    switch way {
    case .key(let key): desk.press(key)
    case .palette: return choose(action, after: .character(":"), &desk)
    case .menu: return choose(action, after: .character("m"), &desk)
    }
    return true
  }

  private static func choose(_ action: Action, after key: Key, _ desk: inout Desk) -> Bool {
    desk.press(key)
    let rows = desk.chooser?.visible ?? []
    guard rows.contains(where: { $0.choice == .action(action) }) else { return false }
    for _ in rows where desk.chooser?.current?.choice != .action(action) { desk.press(.down) }
    guard desk.chooser?.current?.reason == nil else { return false }
    desk.press(.enter)
    return true
  }

  @Test("on every screen no key changes anything without a question or a dialog", arguments: GoldenFrameTests.scenes)
  func nothingAtOnce(_ scene: GoldenFrameTests.Scene) {
    var start = Desk.inHongKong()
    scene.play(&start)
    _ = start.take()
    guard start.question == nil else { return }
    let scope = Self.scope(start)
    for binding in KeyTable.bindings where !binding.scope.isDisjoint(with: scope) && binding.action != .submit {
      for key in binding.keys {
        var desk = start
        desk.press(key)
        let changes = desk.take().filter { ["delete", "steer", "createReplicas"].contains(DialogButtonTests.name($0)) }
        #expect(changes.isEmpty || start.form?.focus == .ok, "\(key)")
        #expect(desk.frame.size == start.frame.size)
      }
    }
  }

  @Test("a read-only console changes nothing, whatever is pressed on whichever screen", arguments: KeyCase.scopes)
  func readOnly(_ scope: KeyScope, _ name: String) {
    for expected in KeyCase.all where expected.scope == scope {
      var desk = Desk.inHongKong(readOnly: true)
      expected.play(&desk)
      for action in expected.actions {
        for key in KeyTable.bindings.filter({ $0.action == action }).flatMap(\.keys) { desk.press(key) }
      }
      let changes = desk.log.map(DialogButtonTests.name).filter(Self.changing.contains)
      #expect(changes.isEmpty, "\(expected.actions) in \(name)")
    }
  }

  static let changing: Set<String> = [
    "createReplicas", "copySnapshots", "createImage", "createFileSystem", "verify", "delete", "createVault",
    "expandVault", "steer", "createServer", "createDisk", "drill", "replicateVault",
  ]
}
