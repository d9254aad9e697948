import Canvas
import Foundation
import Replication
import Testing

@testable import Console

/// The coverage matrix: what stands in its cells, how one moves, what Enter does (spec/console.md, Coverage).
struct CoverageTests {
  /// A desk that shows the coverage of servers with the cursor on the first row and region.
  private static func desk(
    columns: Int = 140, rows: Int = 45, glyphs: GlyphSet = .unicode, theme: String = "default", readOnly: Bool = false
  ) -> Desk {
    var desk = Desk.inHongKong(columns: columns, rows: rows, glyphs: glyphs, theme: theme, readOnly: readOnly)
    desk.press(.character("4"))
    return desk
  }

  private static func line(_ desk: Desk, _ name: String) -> String {
    desk.lines.first { $0.contains(name) && !$0.contains("SOURCE") && !$0.contains("TARGET") } ?? ""
  }

  @Test("every cell says its state by mark and word, in Unicode and in ASCII")
  func words() {
    let unicode = Self.desk()
    #expect(Self.line(unicode, "web-01-0412").contains("■ source"))
    #expect(Self.line(unicode, "web-01-0412").contains("● verified"))
    #expect(Self.line(unicode, "web-01-0413").contains("◐ copying 61%"))
    #expect(Self.line(unicode, "web-01-0414").contains("– not yet"))
    #expect(Self.line(unicode, "web-02-0413").contains("○ absent"))
    #expect(Self.line(unicode, "web-02-data").contains("⊘ not eligible"))
    #expect(Self.line(unicode, "db-01-0413").contains("✗ interrupted"))
    let ascii = Self.desk(glyphs: .ascii)
    for (name, words) in [
      ("web-01-0412", "* verified"), ("web-01-0413", "~ copying 61%"), ("web-02-0413", ". absent"),
      ("web-02-data", "/ not eligible"), ("db-01-0413", "x interrupted"),
    ] {
      #expect(Self.line(ascii, name).contains(words))
    }
    let brief = Self.desk(columns: 80, rows: 24)
    #expect(Self.line(brief, "web-01-0413").contains("◐ 61%") && brief.text.contains(" BKK"))
  }

  @Test("the cell under the cursor is named with what Enter does, or why it does nothing")
  func sentence() {
    var desk = Self.desk()
    #expect(desk.text.contains("CN-Hong Kong: the original lies here. Enter opens it."))
    desk.press(.right)
    #expect(desk.text.contains("AP-Bangkok: verified replica. Enter goes there."))
    desk.press(.down)
    #expect(desk.text.contains("AP-Bangkok: running, writing, 61 %"))
    #expect(desk.text.contains("maria@ops-1") && desk.text.contains("Enter opens the task."))
    desk.press(.down, .down)
    #expect(desk.text.contains("AP-Bangkok: no replica. Enter replicates to it."))
    desk.press(.down)
    #expect(desk.text.contains("AP-Bangkok: not eligible. This backup has no system disk"))
    desk.press(.down)
    #expect(desk.text.contains("AP-Bangkok: failed. Interrupted at 62%. No space left on /srv/bangkok."))
  }

  @Test("Enter on an absent cell opens the dialog with that region filled in, nothing edited yet")
  func create() {
    var desk = Self.desk()
    desk.press(.down, .down, .down, .right, .right, .enter)
    #expect(desk.text.contains("─ Create Replica ─") && desk.text.contains("‹ AP-Singapore"))
    desk.press(.escape)
    #expect(!desk.text.contains("─ Create Replica ─"), "an untouched dialog closes without a question")
  }

  @Test("r fills in the region of the cell under the cursor where the row can go there, else it leaves it open")
  func replicateCell() throws {
    var desk = Self.desk()
    for (cell, region) in [(0, nil), (1, Fixtures.bangkok.id), (2, Fixtures.singapore.id)] {
      var other = desk
      other.press(.down, .down, .down)
      for _ in 0..<cell { other.press(.right) }
      other.press(.character("r"))
      #expect(try #require(other.form).destinations.map(\.region) == [region])
    }
    // Of marked rows none is the cell's.
    desk.press(.character("*"), .right, .character("r"))
    #expect(desk.form?.destinations.map(\.region) == [nil])
  }

  @Test("Enter jumps to a verified replica, o comes back to the same cell")
  func jump() {
    var desk = Self.desk()
    desk.press(.right, .enter)
    #expect(desk.lines[0].contains("AP-Bangkok") && desk.text.contains("▐Backups▌"))
    desk.press(.character("o"))
    #expect(desk.text.contains("▐Coverage▌") && desk.text.contains("AP-Bangkok: verified replica."))
  }

  @Test("Enter on a failed cell tries again, on a moving one opens its task, on the source the backup")
  func actions() {
    var desk = Self.desk()
    for _ in 0..<5 { desk.press(.down) }
    desk.press(.right, .enter)
    #expect(
      desk.open.contains { if case .steer(let id, .resume, _) = $0 { id == Fixtures.tasks[2].id } else { false } })
    var failed = Self.desk()
    failed.tasks[2].status = .failed
    failed.tasks[2].endedAt = Fixtures.now
    failed.send(.changed)
    for _ in 0..<5 { failed.press(.down) }
    failed.press(.right, .enter)
    // What the failed try has left there is the retry's own target (S22).
    #expect(failed.open.contains { if case .steer(_, .retry, _) = $0 { true } else { false } })
    var broken = Self.desk()
    broken.tasks = []
    broken.send(.changed)
    for _ in 0..<5 { broken.press(.down) }
    broken.press(.right, .enter)
    #expect(broken.lines[0].contains("AP-Bangkok"), "without a task to try again, Enter goes to what lies there")
    var moving = Self.desk()
    moving.press(.down, .right, .enter)
    #expect(moving.text.contains("Task  web-01-0413"))
    var source = Self.desk()
    source.press(.enter)
    #expect(source.text.contains("Backup  web-01-0412"))
  }

  @Test("Enter on a cell that cannot be filled says why; so does a read-only console")
  func refusals() {
    var desk = Self.desk()
    for _ in 0..<4 { desk.press(.down) }
    desk.press(.right, .enter)
    #expect(desk.lines.suffix(3).joined().contains("no system disk"))
    #expect(!desk.text.contains("─ Create Replica ─"))
    var reader = Self.desk(readOnly: true)
    reader.press(.down, .down, .down, .right, .enter)
    #expect(reader.lines.suffix(1).joined().contains("Opened with --read-only."))
  }

  @Test("many regions scroll sideways; the name stays, arrows say that there is more")
  func sideways() {
    var desk = Self.desk(columns: 80, rows: 24)
    let many = (1...40).map { number -> Region in
      Fixtures.region("r-\(number)", "Region \(number)x", projects: ["p"])
    }
    desk.send(.regions(Array(Fixtures.regions.prefix(3)) + many))
    let head = desk.lines.first { $0.contains("BACKUP ") && $0.contains("HKG") } ?? ""
    #expect(head.contains("BKK") && head.contains("›") && !head.contains("‹"))
    for _ in 0..<42 { desk.press(.right) }
    let last = desk.lines.first { $0.contains("BACKUP ") && $0.contains("‹") } ?? ""
    #expect(!last.contains("HKG") && !last.contains("›"))
    #expect(desk.text.contains("Region 40x: no replica.") || desk.text.contains("Region 40x: "))
    #expect(Self.line(desk, "web-01-0412").contains("web-01-0412"))
    desk.press(.right)
    #expect(desk.text.contains("Region 40x: "))
    for _ in 0..<42 { desk.press(.left) }
    #expect(desk.text.contains("CN-Hong Kong: the original lies here."))
    desk.press(.left, .down)
    #expect(desk.text.contains("▸ Disks"), "left of the first region lie the services")
  }

  @Test("the cursor stands in brackets, without colour and with every theme, and the terminal's cursor on it")
  func cursor() throws {
    for theme in ["default", "mono", "high-contrast"] {
      for glyphs in [GlyphSet.unicode, .ascii] {
        var desk = Self.desk(glyphs: glyphs, theme: theme)
        desk.press(.right)
        #expect(Self.line(desk, "web-01-0412").contains(glyphs == .unicode ? "[● verified" : "[* verified"))
        let cursor = try #require(desk.frame.cursor)
        #expect(desk.frame[cursor.column - 1, cursor.row].scalar == "[")
      }
    }
  }

  @Test("by resource: the newest backup decides, an older replica says how far behind it is")
  func resources() {
    var desk = Self.desk()
    desk.press(.character("b"))
    #expect(desk.text.contains("RESOURCE") && !Self.line(desk, "web-03").isEmpty)
    // web-01's newest backup is still being made; its older ones are in both regions.
    #expect(Self.line(desk, "web-01").contains("◎ 2d behind") || Self.line(desk, "web-01").contains("behind"))
    desk.press(.character("b"))
    #expect(desk.text.contains(" BACKUP "))
  }

  @Test("it moves by itself: a percent, an end, a failure; filter and sort work as on other lists")
  func live() {
    var desk = Self.desk()
    desk.tasks[0].bytesDone = 36 << 30
    desk.send(.changed)
    #expect(Self.line(desk, "web-01-0413").contains("◐ copying 90%"))
    desk.tasks[0].status = .success
    desk.backups[1].replicas[0].status = .available
    desk.send(.changed)
    #expect(!Self.line(desk, "web-01-0413").contains("copying"))
    desk.press(.character("/"))
    desk.type("web-02")
    #expect(desk.text.contains("2 of 12"))
    desk.press(.enter, .character("s"))
    let listing = desk.log.compactMap { if case .rows(let listing, _, _, _) = $0 { listing } else { nil } }.last
    #expect(listing?.subject == .coverage(.backups(.server)) && listing?.sort == .name)
  }

  @Test("snapshots have a coverage too, with the reasons of their own rules")
  func snapshots() {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    desk.press(.character("]"), .character("]"), .character("]"), .character("3"))
    #expect(desk.text.contains("▐Coverage▌") && desk.text.contains("SNAPSHOT"))
    desk.press(.right, .right, .right)
    #expect(desk.text.contains("Shanghai: not eligible. Shanghai (ap-shanghai): 64 of 64 snapshots used."))
    desk.press(.left, .enter)
    #expect(desk.text.contains("─ Cross-region replication ─") && desk.text.contains("‹ AP-Singapore"))
  }

  @Test("i tells of one row how it stands everywhere, and why")
  func information() {
    var desk = Self.desk()
    for _ in 0..<4 { desk.press(.down) }
    desk.press(.character("i"))
    #expect(desk.text.contains("■ the original lies here."))
    #expect(desk.text.contains("⊘ not eligible. This backup has no system disk"))
  }
}
