import Canvas
import Foundation
import Replication
import Testing

@testable import Console

/// What somebody stumbles over in the first hour: sentences that stay, words that are not true, cursors that leap.
struct FirstHourTests {
  /// A way to another place, and back.
  struct Way: Sendable, CustomStringConvertible {
    let description: String
    let keys: [Key]
  }

  static let ways: [Way] = [
    Way(description: "help", keys: [.character("?")]), Way(description: "filter", keys: [.character("/")]),
    Way(description: "page", keys: [.enter]), Way(description: "tab", keys: [.tab]),
    Way(description: "messages", keys: [.character("M")]), Way(description: "pane", keys: [.character("w")]),
    Way(description: "service", keys: [.character("]")]), Way(description: "policies", keys: [.character("p")]),
  ]

  @Test("S52: what was said goes when another place is opened, and stays in the history", arguments: ways)
  func noticesStayBehind(_ way: Way) {
    var desk = Desk.inHongKong()
    desk.send(.notice(Notice("Something went wrong.", .error)))
    desk.press(.down)
    #expect(desk.state.notice != nil)
    for key in way.keys { desk.press(key) }
    #expect(desk.state.notice == nil)
    desk.send(.notice(Notice("Another thing.")))
    #expect(desk.state.notice != nil)
    desk.press(.escape, .character("M"))
    #expect(desk.state.notice?.text != "Another thing.")
    #expect(desk.state.messages.contains { $0.notice.text == "Something went wrong." })
  }

  @Test("S52: what a key has caused is seen although the key leads elsewhere")
  func noticesOfTheKey() {
    var desk = Desk(columns: 120, rows: 40, scope: Scope(region: Fixtures.replica.region))
    desk.backups = [Fixtures.replica]
    desk.send(.changed)
    desk.press(.character("o"))
    #expect(desk.text.contains("o or Esc goes back."))
    desk = Desk.inHongKong(columns: 120, rows: 40, readOnly: true)
    desk.press(.character("r"))
    #expect(desk.text.contains("Opened with --read-only."))
  }

  @Test(
    "issue 4, point 1: a list in which nothing contains a text says what was searched, and which field knows the text",
    arguments: [
      ("2", "error", "No name, id, resource or vault here contains “error”.", "status:error finds by state."),
      ("2", "replica", "No name, id, resource or vault here contains", "kind:replica finds by kind."),
      ("2", "bangkok", "No name, id, resource or vault here contains", "region:ap-southeast-2 finds by region."),
      ("3", "inter", "No name, id or vault here contains “inter”.", "status:interrupted finds by state."),
      ("3", "bangkok", "No name, id or vault here contains", "to:ap-southeast-2 finds by target."),
      ("2", "zzz", "No name, id, resource or vault here contains “zzz”. Esc clears the filter.", ""),
    ])
  func nothingContains(_ tab: Character, _ typed: String, _ words: String, _ hint: String) throws {
    var desk = Desk(columns: 140, rows: 45, scope: .everything)
    (desk.backups, desk.tasks) = ([], [])
    desk.press(.character(tab), .character("/"))
    desk.type(typed)
    #expect(desk.text.contains(words), "\(desk.text)")
    if hint.isEmpty { #expect(!desk.text.contains("finds by")) } else { #expect(desk.text.contains(hint)) }
    guard !hint.isEmpty else { return }
    // What is offered can be read.
    let filter = String(hint.prefix { $0 != " " })
    _ = try desk.state.read(filter)
  }

  @Test("issue 4, point 1: a region whose rows are not listed is not offered")
  func otherRegion() {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    desk.backups = []
    desk.press(.character("/"))
    desk.type("bangkok")
    #expect(desk.text.contains("contains “bangkok”") && !desk.text.contains("finds by"))
  }

  @Test("issue 4, point 1: the palette ranks names over explanations; empty it begins with the row and ends with moves")
  func palette() throws {
    var desk = Desk.inHongKong(columns: 120, rows: 40)
    desk.press(.character(":"))
    let all = try #require(desk.chooser?.visible)
    #expect(all.first?.choice == .action(.open) || all.first?.choice == .action(.createReplica))
    #expect(
      all.suffix(3).allSatisfy { row in
        if case .action(let action) = row.choice { KeyTable.isMovement(action) } else { false }
      })
    desk.type("repl")
    #expect(desk.chooser?.visible.first?.choice == .action(.createReplica))
    #expect(desk.chooser?.visible.contains { $0.choice == .action(.jump) } == true)
    desk.press(.control("u"))
    desk.type("sort")
    let labels = desk.chooser?.visible.map(\.label) ?? []
    #expect(labels.first?.hasPrefix("Sort") == true)
    #expect(labels.lastIndex { $0.hasPrefix("Sort") } ?? 99 < labels.firstIndex { !$0.contains("Sort") } ?? 99)
  }

  @Test("spec/console.md: Esc takes the filter away and leaves the cursor on its row")
  func cursorStays() {
    var desk = Desk.inHongKong()
    desk.press(.character("/"))
    desk.type("web-")
    desk.press(.enter, .down, .down, .down, .down, .down)
    let id = desk.state.list.current?.id
    #expect(id != nil && desk.state.list.cursor == 5)
    desk.press(.escape)
    #expect(desk.state.list.typed.isEmpty && desk.state.list.current?.id == id && desk.state.list.total == 12)
    desk.press(.character("/"))
    desk.type("zzzz")
    desk.press(.escape)
    #expect(desk.state.list.cursor == 0)
  }

  @Test("S16: a replica says that it is one, and not that waiting would help")
  func replicaReasons() throws {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    var replica = Fixtures.replica
    replica.status = .waitingProtect
    let codes = desk.state.sourceRefusals(replica).map(\.code)
    #expect(codes == [.alreadyReplica])
    // A backup that is being made and was paused is Paused in every sentence.
    var backup = Fixtures.backups[0]
    backup.status = .protecting
    var task = Fixtures.task(30, of: backup, to: Fixtures.hongKong, .paused)
    task.target?.id = backup.id
    desk.send(.activity(Activity(recent: [task])))
    let message = try #require(desk.state.sourceRefusals(backup).first?.message)
    #expect(message.contains("Backup is Paused;"), "\(message)")
  }

  @Test("S28: one row that was deleted is named")
  func deletedName() throws {
    var desk = Desk.inHongKong()
    let row = try #require(desk.state.list.rows.last)
    let request = desk.state.asking(.deletion(DeletionRequest(kind: .backup, ids: [row.id])))
    desk.send(.deleted(Deletion(done: [row.id]), request: request))
    #expect(desk.text.contains("Deleted \(row.name) in CN-Hong Kong."))
  }
}
