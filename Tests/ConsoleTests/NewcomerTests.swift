import Canvas
import Console
import Foundation
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

  @Test("S48: a bad name is told of when its field is left, whether a region is chosen or not")
  func nameWithoutRegion() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .character("r"), .backTab, .backTab)
    desk.type(".")
    #expect(!desk.text.contains("! Character 12 is"))
    desk.press(.tab)
    #expect(desk.text.contains("! Character 12 is"))
    desk.press(.backTab, .backspace)
    #expect(!desk.text.contains("! Character 12 is"))
  }

  @Test("S19: where every region holds a replica the action is off and says which; where one is free it is on")
  func replicatedEverywhere() {
    for (steps, isOff) in [(0, true), (1, true), (3, false), (5, false)] {
      var desk = Desk.inHongKong(columns: 140, rows: 45)
      for _ in 0..<steps { desk.press(.down) }
      desk.press(.character("m"))
      let line = desk.lines.first { $0.contains("  Create Replica  ") } ?? ""
      #expect(line.contains("Every region it could go to") == isOff, "\(steps): \(line)")
      desk.press(.escape, .character("r"))
      #expect((desk.form == nil) == isOff)
      if isOff { #expect(desk.text.contains("AP-Singapore (Available)")) }
    }
    var marked = Desk.inHongKong(columns: 140, rows: 45)
    marked.press(.character(" "), .character(" "), .character("i"))
    #expect(marked.lines.count { $0.contains("Every region it could go to already holds a replica") } == 2)
    marked.press(.escape, .character("r"))
    #expect(marked.form == nil && marked.text.contains("None of the marked rows can go"))
  }

  @Test("What is wrong with a filter stays to be read whatever else is said, and goes with the mistake")
  func filterAndNotice() {
    var desk = Desk.inHongKong()
    desk.press(.character("/"))
    desk.type("zzz")
    #expect(desk.text.contains("vault here contains"))
    desk.type(":x")
    desk.send(.notice(Notice("Something has ended.")))
    #expect(desk.lines.contains { $0.contains("Something has ended.") })
    #expect(desk.lines.contains { $0.contains("! There is no field zzz.") })
    #expect(!desk.text.contains("vault here contains") && desk.text.contains("the last filter"))
    desk.send(.timer(.flash))
    #expect(!desk.text.contains("Something has ended.") && desk.text.contains("no field zzz"))
    desk.press(.down)
    #expect(desk.text.contains("no field zzz"))
    desk.press(.backspace, .backspace)
    #expect(!desk.text.contains("no field zzz"))
  }

  @Test("S58: what an image needs is not offered for deletion, alone or among others")
  func deletionAndImages() {
    var desk = Desk.inHongKong()
    desk.images = [Fixtures.image(1, of: Fixtures.backups[0], disks: [("system", 40, .raw)], hours: 3)]
    desk.press(.delete)
    #expect(desk.question == nil && desk.text.contains("web-01-0412") && desk.text.contains("image"))
    #expect(!desk.text.contains("[ Delete ]"))
    desk.press(.escape, .character("*"), .delete)
    #expect(desk.lines.contains { $0.contains("web-01-0412") && $0.contains("image") })
    desk.press(.escape, .character("u"), .down, .down, .down, .delete)
    #expect(desk.text.contains("Delete the last copy"))
  }

  @Test("A copy that is paused is called so in list, pane, page, information and lag board alike (S70)")
  func paused() {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    var replica = Fixtures.backup("copy-0413", 40, status: .protecting)
    replica.kind = .replica
    var task = Fixtures.task(9, of: Fixtures.backups[5], to: Fixtures.hongKong, .paused, done: 1 << 30)
    task.target?.id = replica.id
    (desk.backups, desk.tasks) = ([replica], [task])
    desk.send(.changed)
    #expect(desk.lines.contains { $0.contains("copy-0413") && $0.contains("Paused") })
    #expect(!desk.text.contains("Creating") && desk.lines.contains { $0.contains("TARGET") && $0.contains("Paused") })
    desk.press(.character("i"))
    #expect(desk.text.contains("Paused."))
    desk.press(.escape, .enter)
    #expect(desk.lines.contains { $0.contains("Status") && $0.contains("Paused") })
  }

  @Test("S32: why a finance zone cannot be chosen is said whole at 80 by 24")
  func financeZones() {
    var desk = Desk.inHongKong()
    let zones = ["ap-shanghai-fsi", "ap-shenzhen-fsi"].map { id in
      var zone = Fixtures.region(id, "East China (\(id.dropFirst(3)))", projects: ["default"])
      zone.zone = .finance
      return zone
    }
    desk.send(.regions(Fixtures.regions + zones))
    desk.press(.character("]"), .character("]"), .character("]"), .character("1"), .character("r"), .enter)
    desk.type("shenzhen")
    let words = desk.lines.filter { $0.contains("│") }
      .map { $0.split(separator: "│").max { $0.count < $1.count }?.trimmingCharacters(in: .whitespaces) ?? "" }
      .joined(separator: " ")
    #expect(words.contains("copies may only go among finance zones: East China"), "\(desk.text)")
    #expect(words.contains("Choose another region."), "\(desk.text)")
  }

  @Test("A drill in the pane is named by what it rebuilds, and where")
  func drillRows() {
    var desk = Desk.inHongKong()
    var task = Fixtures.task(9, of: Fixtures.backups[3], to: Fixtures.bangkok, .running, done: 1 << 30)
    (task.type, task.target) = (.drill, nil)
    desk.tasks = [task]
    desk.send(.changed)
    #expect(desk.lines.contains { $0.contains("DRILL") && $0.contains("web-02-0413") && $0.contains("CN-Hong Kong") })
  }
}
