import Canvas
import Console
import Replication
import Testing

/// What a context without anything in it says, and that no sentence outlives its use (S49, S50).
struct NewcomerTests {
  /// A console whose context has no region.
  private static var desk: Desk {
    var desk = Desk(scope: .everything)
    desk.backups = []
    desk.vaults = []
    desk.snapshots = []
    desk.tasks = []
    desk.send(.regions([]))
    desk.answersReads = false
    return desk
  }

  @Test("S49: the picker of a context without regions says what to do instead of reading for ever")
  func picker() {
    var desk = Self.desk
    desk.press(.character("R"))
    #expect(desk.text.contains("All regions"))
    #expect(desk.text.contains("This context has no region yet."))
    #expect(desk.text.contains("farshore regions add"))
    #expect(desk.text.contains("farshore demo"))
    #expect(!desk.text.contains("Reading the catalog…  "))
  }

  @Test("S49: before the regions are heard of, the picker says so beneath its rows")
  func loadingPicker() throws {
    var desk = Desk(scope: .everything)
    desk.answersReads = false
    desk.state = ConsoleState(setup: Self.setup)
    desk.send(.started)
    desk.press(.character("R"))
    let line = try #require(desk.lines.firstIndex { $0.contains("All regions") && $0.contains("▌") })
    #expect(desk.lines.dropFirst(line + 1).contains { $0.contains("Reading the catalog…") })
    #expect(desk.text.contains("▌ All regions"))
  }

  private static var setup: ConsoleSetup {
    ConsoleSetup(
      size: Size(columns: 80, rows: 24), glyphs: .unicode, themes: ThemeLibrary.offers, theme: "default",
      context: "demo", contexts: [ContextEntry(name: "demo", provider: "embedded")], profile: .embedded,
      requester: Fixtures.requester, scope: .everything, imagesFolder: "/var/tmp/images",
      now: Fixtures.now)
  }

  @Test("S52: without a row the footer offers only what can be done without one")
  func footer() throws {
    var desk = Desk(scope: .everything)
    desk.backups = []
    desk.send(.changed)
    let footer = try #require(desk.lines.last { !$0.isEmpty })
    #expect(!footer.contains("Mark") && !footer.contains("Open") && !footer.contains("More"))
    #expect(footer.contains("R Region"))
    #expect(desk.text.contains("farshore servers add"))
  }

  @Test("S61: the sentence that answers a key goes with the next key, and the footer is back")
  func noticesYield() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .character("r"))
    #expect(desk.lines.contains { $0.hasPrefix(" !") })
    desk.press(.down)
    #expect(!desk.lines.contains { $0.hasPrefix(" !") })
    #expect(desk.text.contains("? Help"))
  }

  @Test("S44: a slash typed first into a chooser begins its filter, as in lists")
  func slash() {
    var desk = Desk.inHongKong()
    desk.press(.character("R"), .character("/"))
    desk.type("sing")
    #expect(desk.text.contains("/ sing"))
    #expect(desk.text.contains("AP-Singapore"))
  }
}
