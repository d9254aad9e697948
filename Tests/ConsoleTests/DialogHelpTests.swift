import Canvas
import Foundation
import Replication
import Testing

@testable import Console

/// F1 says what belongs into the dialog it was pressed in (spec/console.md, Keys: help for this screen).
struct DialogHelpTests {
  @Test("F1 in Create Replica names its fields and the keys that work there now, and Esc leads back to the field")
  func replica() {
    var desk = Desk.inHongKong(columns: 100, rows: 40)
    desk.press(.down, .down, .down, .character("r"), .right)
    let focus = desk.form?.focus
    desk.press(.function(1))
    #expect(desk.box?.title == "Create Replica")
    for words in ["Letters, digits, _ and -, up to 64 characters", "Which vault there takes the replica", "^N", "^S"] {
      #expect(desk.text.contains(words), "\(words)")
    }
    // One destination cannot be removed, nothing needs mending, and nothing here moves about in lists.
    #expect(!desk.text.contains("^X") && !desk.text.contains("^R") && !desk.text.contains("One row down"))
    desk.press(.escape)
    #expect(desk.box == nil && desk.form?.focus == focus)
  }

  @Test("every field of every dialog is explained, and only what is a field")
  func everyField() {
    let purposes: [Form.Purpose] = [
      .replica([Fixtures.backups[0]]), .replica(Fixtures.backups), .copy([Fixtures.snapshots[0]]),
      .createVault(.server, beneath: nil), .expandVault(Fixtures.vaults[0]), .image(Fixtures.backups[0]),
      .fileSystem(Fixtures.backups[0]), .server(Fixtures.backups[0], Fixtures.images), .disk(Fixtures.snapshots[0]),
      .drill(Fixtures.backups[0]), .drillSnapshot(Fixtures.snapshots[0]), .objective,
    ]
    for purpose in purposes {
      var form = Form(purpose)
      form.destinations = [FormDestination(region: Fixtures.singapore.id)]
      for slot in form.slots(Fixtures.regions) {
        #expect(form.meaning(slot).isEmpty == ([.cancel, .ok, .add].contains(slot)), "\(form.title): \(slot)")
      }
    }
    for slot in PolicySlot.allCases { #expect(slot.meaning.isEmpty == ([.cancel, .ok].contains(slot)), "\(slot)") }
  }

  @Test("the board of policies, its vaults and its form each say their own keys, and ^C closes only that")
  func policies() throws {
    var desk = try PolicyBoardTests.desk(columns: 100, rows: 40)
    desk.press(.character("?"))
    #expect(desk.box?.title == "Policies" && desk.text.contains("What all policies would do within 90 days"))
    desk.press(.escape, .character("a"), .function(1))
    #expect(desk.text.contains("Take the policy off the vault") && !desk.text.contains("Apply the policy to the vault"))
    desk.press(.escape, .escape, .character("n"))
    #expect(desk.frame.cursorVisible)
    desk.press(.function(1))
    #expect(!desk.frame.cursorVisible, "the cursor of the field beneath")
    #expect(desk.box?.title == "Policy" && desk.text.contains("iCalendar rule"))
    desk.press(.control("c"))
    #expect(desk.box == nil && desk.text.contains("New policy"))
  }
}
