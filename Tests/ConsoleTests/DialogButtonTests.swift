import Canvas
import Console
import Replication
import Testing

/// What is highlighted and what Enter does are one value (spec/console.md; k9s issue 961).
struct DialogButtonTests {
  struct Case: Sendable, CustomStringConvertible {
    let title: String
    let open: @Sendable (inout Desk) -> Void
    /// The labels in order with what pressing them asks for; nil only closes.
    let buttons: [(label: String, effect: String?)]

    var description: String { title }
  }

  static let cases: [Case] = [
    Case(
      title: "Delete", open: { $0.press(.down, .down, .down, .down, .down, .delete) },
      buttons: [("No", nil), ("Delete", "delete")]),
    Case(
      title: "Quit", open: { $0.press(.character("q")) },
      buttons: [("Leave to the agent", "quit"), ("Pause them", "quit"), ("Stay", nil)]),
    Case(
      title: "Cancel task",
      open: {
        $0.press(
          .character("3"), .character(":"), .character("c"), .character("a"), .character("n"), .character("c"), .enter)
      },
      buttons: [("No", nil), ("Cancel task", "steer")]),
  ]

  @Test("every button × Enter, Space, Esc, ^C does what it shows", arguments: cases)
  func buttons(_ dialog: Case) {
    for (index, button) in dialog.buttons.enumerated() {
      for key in [Key.enter, .character(" "), .escape, .control("c")] {
        var desk = Desk.inHongKong()
        // The first rows of the fixture have replicas, so that no last copy is asked about.
        desk.backups = Fixtures.backups.map { backup in
          var backup = backup
          backup.replicas = [ReplicaRecord(id: "r", region: "ap-southeast-2", status: .available)]
          return backup
        }
        desk.send(.changed)
        dialog.open(&desk)
        #expect(desk.text.contains("─ \(dialog.title) ─"), "\(dialog.title) opens")
        for _ in 0..<index { desk.press(.tab) }
        #expect(desk.text.contains("▸[ \(button.label) ]"), "\(button.label) is highlighted")
        _ = desk.take()
        desk.press(key)
        #expect(!desk.text.contains("─ \(dialog.title) ─"), "\(dialog.title) closes")
        let names = desk.take().map(Self.name).filter { ["delete", "quit", "steer"].contains($0) }
        let isPress = key == .enter || key == .character(" ")
        #expect(names == (isPress ? [button.effect].compactMap { $0 } : []), "\(button.label) by \(key)")
      }
    }
  }

  @Test("a last copy asks for its name; nothing but the exact name deletes")
  func lastCopy() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .delete)
    #expect(desk.text.contains("Delete the last copy"))
    desk.type("web")
    desk.press(.tab, .enter)
    #expect(desk.text.contains("Type the name exactly"))
    #expect(!desk.open.contains { Self.name($0) == "delete" })
    desk.type("-02-0413")
    desk.press(.enter)
    #expect(
      desk.open.contains {
        if case .delete(let request, _) = $0 { request.confirmed == ["web-02-0413"] } else { false }
      })
  }

  @Test("the dialog's own buttons: Cancel and OK by Enter and Space")
  func formButtons() {
    for key in [Key.enter, .character(" ")] {
      var desk = Desk.inHongKong()
      desk.press(.down, .down, .down, .character("r"), .tab, .tab, key)
      #expect(!desk.text.contains("┌─ Create Replica"), "Cancel closes")
      desk.press(.character("r"), .tab, .tab, .tab)
      #expect(desk.text.contains("▸[   OK   ]"))
      desk.press(key)
      #expect(desk.text.contains("! Choose a region."))
    }
  }

  @Test("the dialog's own buttons: Esc and ^C close an untouched dialog whatever has the focus")
  func leavingByKey() {
    for key in [Key.escape, .control("c")] {
      for steps in 0..<6 {
        var desk = Desk.inHongKong()
        desk.press(.down, .down, .down, .character("r"))
        for _ in 0..<steps { desk.press(.tab) }
        desk.press(key)
        #expect(!desk.text.contains("┌─ Create Replica"))
        #expect(!desk.open.contains { ["createReplicas", "quit"].contains(Self.name($0)) })
      }
    }
  }

  @Test("^C closes the innermost thing; with nothing open, twice quits")
  func interrupt() {
    var desk = Desk.inHongKong()
    desk.press(.character("?"), .control("c"))
    #expect(!desk.text.contains("─ Keys ─"))
    desk.press(.control("c"))
    #expect(!desk.open.contains { Self.name($0) == "quit" })
    desk.press(.control("c"))
    #expect(desk.open.contains(.quit(.leaveToAgent)))
  }

  static func name(_ effect: Effect) -> String {
    let text = "\(effect)"
    return String(text.prefix { $0 != "(" })
  }
}
