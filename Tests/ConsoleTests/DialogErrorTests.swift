import Canvas
import Console
import Replication
import Testing

/// When a dialog complains, and how often (S44, S48).
struct DialogErrorTests {
  @Test("S44: a region passed on the way back to the name is not missing yet; one left forwards is")
  func premature() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .character("r"), .up, .up)
    #expect(!desk.text.contains("Choose a region."))
    desk.press(.down, .down, .down)
    #expect(desk.text.contains("Choose a region."))
  }

  @Test("S48: an error that fits under its field is said once and the dialog keeps its height")
  func saidOnce() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .character("r"), .up, .up)
    let edges = desk.lines.indices.filter { desk.lines[$0].contains("└") }
    desk.press(.control("u"))
    desk.type("web.02")
    desk.press(.tab)
    #expect(desk.lines.filter { $0.contains("Character 4") }.count == 1)
    #expect(desk.lines.indices.filter { desk.lines[$0].contains("└") } == edges)
  }

  @Test("S61: a menu's reason is said once: beside its row, or whole at the foot where it does not fit")
  func menuReasons() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .down, .character("m"), .character("g"))
    let screen = desk.lines.map { $0.trimmingPrefix { $0 != "│" } }.joined(separator: " ")
    #expect(screen.contains("system"))
    #expect(!desk.lines.contains { $0.contains("… ") && $0.contains("Create Replica") } || screen.contains("!"))
  }

  @Test("S44: what is typed on a chooser filters its list; a vault's menu has no other end")
  func typeToFind() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .character("r"))
    desk.type("sing")
    desk.press(.enter)
    #expect(desk.text.contains("‹ AP-Singapore"))
    desk.press(.escape, .tab, .enter, .character("1"), .character("m"))
    #expect(!desk.text.contains("Other end"))
  }

  @Test("S62: the reasons of several rows are said whole where there is room")
  func reasonsOfMany() {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    desk.press(.character("*"), .character("r"))
    #expect(desk.lines.contains { $0.contains("1 web-02-data") })
    let sentence = "This backup has no system disk, so no server could start from its replica."
    #expect(desk.lines.contains { $0.contains(sentence) })
  }

  @Test("S48: of an error too long for its line the first sentence stands under the field, the rest below")
  func longErrors() throws {
    var desk = Desk.inHongKong()
    desk.vaults[2].capacity = desk.vaults[2].used + Fixtures.gib
    desk.vaults.removeLast()
    desk.press(.down, .down, .down, .character("r"), .right, .right, .control("s"))
    let first = try #require(desk.lines.firstIndex { $0.contains("! Needs 120 GiB") })
    #expect(!desk.lines[first].contains("…"))
    #expect(desk.lines.filter { $0.contains("Needs 120 GiB") }.count == 1)
    #expect(desk.lines.contains { $0.contains("  Expand the vault") })
  }
}
