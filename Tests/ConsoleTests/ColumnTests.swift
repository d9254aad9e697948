import Canvas
import Foundation
import Replication
import Testing

@testable import Console

/// Sorting on any column, choosing and ordering columns, export (issue 4, point 1).
struct ColumnTests {
  private static func listings(_ desk: Desk) -> [Listing] {
    desk.log.compactMap { if case .rows(let listing, _, _, _) = $0 { listing } else { nil } }
  }

  private static func heads(_ desk: Desk) -> String { desk.lines[5] }

  @Test("= names every column of every list; choosing one sorts by it, again turns the order round")
  func sorting() {
    for (tab, columns) in [
      ("1", ["name", "holds", "status", "used", "capacity", "free", "count", "created", "id"]),
      ("2", ["name", "status", "resource", "vault", "kind", "size", "age", "replicas", "description", "id"]),
      ("3", ["task", "name", "to", "status", "percent", "age", "took", "by", "error", "id"]),
    ] {
      for column in columns {
        var desk = Desk.inHongKong()
        desk.press(.character(Character(tab)), .character("="))
        desk.log = []
        desk.type(column)
        desk.press(.enter)
        #expect(Self.listings(desk).count == 1, "\(tab) \(column)")
        let first = Self.listings(desk).last
        desk.press(.character("="), .enter)
        #expect(Self.listings(desk).last?.sort == first?.sort)
        #expect(Self.listings(desk).last?.descending == first.map { !$0.descending })
      }
    }
    var desk = Desk.inHongKong()
    desk.press(.function(6))
    desk.type("replicas")
    desk.press(.enter)
    #expect(Self.listings(desk).last?.sort == .replicas && desk.text.contains("replicas ↑"))
    desk.press(.character("S"))
    #expect(Self.listings(desk).last?.descending == true)
  }

  @Test("a list can be sorted by each of its columns; for what the catalog does not know it is said why")
  func everySort() throws {
    var seen: Set<ListName> = []
    for keys in ["1", "2", "3", "]]]1", "I", "A"] {
      var desk = Desk(columns: 200, rows: 45, scope: .everything)
      desk.images = Fixtures.images
      desk.type(keys)
      let list = try #require(ListName(rawValue: desk.state.tab.rawValue))
      seen.insert(list)
      desk.press(.character("="))
      let rows = try #require(desk.chooser).rows
      for id in list.columns {
        let column = try #require(desk.state.allColumns.first { $0.id == id }, "\(list) \(id)")
        let isOffered = rows.contains { $0.choice == column.sort.map { .sort($0) } }
        #expect(isOffered || id == .policy && rows.contains { $0.reason != nil }, "\(list) \(id)")
      }
    }
    #expect(seen == Set(ListName.allCases))
  }

  @Test("c hides and moves columns; the list follows at once, Enter keeps them in the configuration")
  func choosing() {
    var desk = Desk.inHongKong(columns: 120, rows: 30)
    #expect(Self.heads(desk).contains("STATUS") && Self.heads(desk).contains("SIZE"))
    desk.press(.character("c"), .down, .down, .down, .character(" "))
    #expect(!Self.heads(desk).contains("STATUS"))
    for _ in 0..<4 { desk.press(.down) }
    desk.press(.character("K"), .character("K"), .character("K"))
    #expect(desk.open.allSatisfy { if case .remember = $0 { false } else { true } })
    desk.press(.enter)
    let heads = Self.heads(desk)
    guard case .remember(.columns(.backups, let chosen?))? = desk.open.last else {
      Issue.record("\(desk.open)")
      return
    }
    #expect(chosen.first == .name && !chosen.contains(.status) && chosen.contains(.size))
    if let size = heads.range(of: "SIZE"), let resource = heads.range(of: "RESOURCE") {
      #expect(size.lowerBound < resource.lowerBound)
    }
    desk.press(.character("1"))
    #expect(Self.heads(desk).contains("STATUS"))
  }

  @Test("Esc and ^C go back to the columns before; d shows as many as fit again; the name cannot be hidden")
  func goingBack() {
    for leave in [Key.escape, .control("c")] {
      var desk = Desk.inHongKong(columns: 120, rows: 30)
      let before = desk.text
      desk.press(.character("c"), .character("J"), .down, .character(" "), leave)
      #expect(desk.text == before && !desk.open.contains { if case .remember = $0 { true } else { false } })
    }
    var settled = Preferences()
    settled.columns = [.backups: [.id, .name]]
    var desk = Desk.inHongKong(columns: 120, rows: 30, preferences: settled)
    #expect(Self.heads(desk).contains("ID") && !Self.heads(desk).contains("STATUS"))
    desk.press(.character("c"), .down, .character(" "))
    #expect(desk.text.contains("The name stays"))
    desk.press(.character("d"), .enter)
    #expect(Self.heads(desk).contains("STATUS"))
    #expect(desk.open.contains(.remember(.columns(.backups, nil))))
    desk.open = []
    desk.press(.character("c"), .enter)
    #expect(!desk.open.contains { if case .remember = $0 { true } else { false } })
  }

  @Test("every column of every list can be shown alone beside the name, at every size")
  func everyColumn() {
    for (tab, list) in [("1", ListName.vaults), ("2", .backups), ("3", .tasks)] {
      for column in list.columns where column != .name {
        for (columns, rows) in [(40, 10), (80, 24), (140, 45)] {
          var settled = Preferences()
          settled.columns = [list: [column, .name]]
          var desk = Desk(columns: columns, rows: rows, scope: .everything, preferences: settled)
          desk.press(.character(Character(tab)))
          #expect(desk.lines.contains { $0.contains("NAME") }, "\(list) \(column) \(columns)")
          #expect(desk.lines.allSatisfy { Display.width(of: $0) <= columns })
        }
      }
    }
  }

  @Test("e exports the whole listing with its filter and order, and says that it is at it; an empty list refuses")
  func exporting() {
    var desk = Desk.inHongKong()
    desk.press(.character("/"))
    desk.type("web")
    desk.press(.enter, .character("e"))
    #expect(desk.text.contains("Export 8 rows"))
    desk.press(.down, .enter)
    guard case .export(let listing, .json)? = desk.open.last(where: { if case .export = $0 { true } else { false } })
    else {
      Issue.record("\(desk.open)")
      return
    }
    #expect(listing.text == "web" && listing.subject == .backups(.server))
    #expect(desk.text.contains("Exporting 8 rows"))
    desk.press(.escape, .character("/"))
    desk.type("zzz")
    desk.open = []
    desk.press(.enter, .character("e"))
    #expect(desk.text.contains("There is no row.") && !desk.text.contains("Export 0"))
  }
}
