import Canvas
import Console
import Foundation
import Replication
import Testing

/// What the replication pane shows while nothing is in flight for the row (S55, S56).
struct PaneTests {
  @Test("S56: the row's own last replications come first, then recent ones")
  func ownFirst() throws {
    var desk = Desk.inHongKong(rows: 45)
    desk.tasks[0].status = .success
    desk.tasks[0].endedAt = Fixtures.now
    desk.tasks.insert(
      Fixtures.task(7, of: Fixtures.backups[0], to: Fixtures.bangkok, .success, ended: 86_400), at: 0)
    desk.send(.changed)
    let sources = desk.lines.filter { $0.hasPrefix(" SOURCE") }
    #expect(sources.first?.contains("web-01-0412") == true)
    #expect(sources.dropFirst().contains { $0.contains("web-01-0413") })
  }

  @Test("S55: an interruption of last week does not stand before what happened since")
  func staleRed() {
    var desk = Desk.inHongKong()
    desk.tasks[0].status = .success
    desk.tasks[0].endedAt = Fixtures.now
    desk.tasks[2].startedAt = Fixtures.now.addingTimeInterval(-604_800)
    desk.tasks.swapAt(0, 2)
    desk.send(.changed)
    #expect(desk.lines.first { $0.hasPrefix(" SOURCE") }?.contains("web-01-0413") == true)
  }

  @Test("S55: how a row was made is no news; nor is an interrupted backup of something else")
  func backupsAreNoNews() {
    var desk = Desk.inHongKong()
    desk.tasks = desk.tasks.map { task in
      var made = task
      made.type = .backup
      if made.status == .running { made.status = .paused }
      return made
    }
    desk.send(.changed)
    #expect(desk.text.contains("No replications yet."))
    desk.press(.down)
    desk.fireTimers()
    #expect(desk.lines.contains { $0.hasPrefix(" TARGET") && $0.contains("Paused") })
  }

  @Test("S55: every source says how it stands, also those not under the cursor")
  func everySourceHasAState() {
    var desk = Desk.inHongKong(rows: 45)
    desk.tasks[2].status = .success
    desk.tasks[2].endedAt = Fixtures.now
    desk.send(.changed)
    let sources = desk.lines.filter { $0.hasPrefix(" SOURCE") }
    #expect(sources.contains { $0.contains("web-01-0413") && $0.contains("Available, locked, by maria@ops-1") })
    #expect(sources.contains { $0.contains("db-01-0413") && $0.contains("Available") && !$0.contains("locked") })
  }

  @Test("S55: the source of an ended task is looked up once for each change of the catalog, not more often")
  func sourcesAreAskedOnce() {
    var desk = Desk.inHongKong(rows: 45)
    var elsewhere = Fixtures.backups[0]
    (elsewhere.id, elsewhere.name, elsewhere.region) = ("elsewhere", "far-01", Fixtures.bangkok.id)
    desk.backups.append(elsewhere)
    desk.tasks.insert(Fixtures.task(7, of: elsewhere, to: Fixtures.singapore, .success, ended: 60), at: 0)
    func lookUps(_ desk: Desk) -> Int {
      desk.log.count { if case .find(.backup, id: "elsewhere", _) = $0 { true } else { false } }
    }
    desk.send(.changed)
    #expect(lookUps(desk) == 1)
    desk.send(.timer(.stall))
    desk.send(.timer(.pane))
    #expect(lookUps(desk) == 1)
    let shown = desk.lines.first { $0.hasPrefix(" SOURCE") && $0.contains("far-01") }
    #expect(shown?.contains("Available") == true)
    desk.backups.removeAll { $0.id == "elsewhere" }
    desk.send(.changed)
    #expect(lookUps(desk) == 2)
    #expect(desk.lines.contains { $0.contains("far-01") && $0.contains("Deleted") })
  }

  @Test("The marks are explained under a list that leaves a line free, and first in the help", arguments: [80, 140])
  func legend(_ columns: Int) {
    var desk = Desk.inHongKong(columns: columns, rows: 45)
    #expect(desk.lines.contains { $0.contains("● verified") && $0.contains("⊘ cannot") && $0.contains("– not yet") })
    desk.press(.character("?"))
    #expect(desk.lines.contains { $0.contains("● ") && $0.contains("verified replica") })
    desk = Desk.inHongKong(columns: columns, rows: 20)
    #expect(!desk.text.contains("⊘ cannot"), "rows come first")
  }
}
