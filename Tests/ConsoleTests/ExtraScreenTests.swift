import Canvas
import Foundation
import Replication
import Testing

@testable import Console

/// Images and the audit, which have screens of their own beside the tabs (issue 5, points 6 and 11).
struct ExtraScreenTests {
  private static func listings(_ desk: Desk) -> [Listing] {
    desk.log.compactMap { if case .rows(let listing, _, _, _) = $0 { listing } else { nil } }
  }

  private static func desk(_ keys: Key...) -> Desk {
    var desk = Desk.inHongKong()
    desk.images = Fixtures.images
    for key in keys { desk.press(key) }
    return desk
  }

  /// The audit of all regions holds what belongs to none as well.
  private static func everywhere(_ keys: Key...) -> Desk {
    var desk = Desk(scope: .everything)
    for key in keys { desk.press(key) }
    return desk
  }

  @Test("the palette, a key and the help lead to both; Esc and q lead back to where they were opened")
  func reaching() {
    for (word, key, tab) in [("audit", Key.character("A"), ConsoleTab.audit), ("images", .character("I"), .images)] {
      var byName = Self.desk(.character("3"), .character(":"))
      byName.type(word)
      byName.press(.enter)
      var byKey = Self.desk(.character("3"), key)
      #expect(byName.state.tab == tab && byName.text == byKey.text)
      #expect(byKey.lines[2].contains("▐\(tab.label)▌"))
      for leave in [Key.escape, .character("q"), .backspace] {
        var desk = byKey
        desk.press(leave)
        #expect(desk.state.tab == .tasks && !desk.text.contains(tab.label + "▌"))
      }
      byKey.press(.tab)
      #expect(byKey.state.board != nil)
      byKey.press(.tab)
      #expect(byKey.state.board == nil && byKey.state.tab == .vaults)
      byName.press(.character("?"))
      byName.type(word == "audit" ? "who did what" : "files made")
      #expect(byName.text.contains(word == "audit" ? "A  " : "I  "))
    }
    var desk = Desk(columns: 100, rows: 30, profile: .tencentCBS)
    desk.press(.escape, .character("A"))
    #expect(desk.state.tab == .audit && desk.text.contains("begin-audit"))
  }

  @Test("the audit says when, who, what, on what, with which outcome; Enter shows every fact and leads on")
  func audit() {
    var desk = Self.everywhere(.character("A"), .down, .down)
    #expect(desk.lines[5].contains("WHEN") && desk.lines[5].contains("OUTCOME"))
    #expect(desk.lines.contains { $0.contains("maria") && $0.contains("replication") && $0.contains("web-01-0413") })
    desk.press(.enter)
    #expect(desk.text.contains("Line 5 of the audit  replication"))
    for words in ["2026-04-14 07:07:00", "maria@ops-1", "admitted", "AP-Bangkok", "c5c5c5"] {
      #expect(desk.text.contains(words), "\(words)")
    }
    for _ in 0..<5 { desk.press(.down) }
    desk.press(.enter)
    #expect(desk.state.pages.last?.link == Link(kind: .backup, id: Fixtures.backups[1].id))
    desk.press(.escape, .escape)
    #expect(desk.state.tab == .audit && desk.state.pages.isEmpty)
    desk.press(.character("y"))
    #expect(desk.asked { $0 == .copyText(Fixtures.backups[1].id) })
    desk.press(.delete)
    #expect(desk.question == nil && desk.text.contains("does not apply here"))
  }

  @Test("the audit is filtered by its own fields, sorted by its columns, exported, and its columns are chosen")
  func auditTools() throws {
    var desk = Self.everywhere(.character("A"), .character("/"))
    desk.type("action:del by:maria age:<2d")
    desk.press(.enter)
    let wanted = try RowFilter.parse(
      "action:del by:maria age:<2d", for: .audit, now: Fixtures.now, secondsFromUTC: { _ in 0 })
    #expect(Self.listings(desk).last?.filter == wanted && Self.listings(desk).last?.subject == .audit)
    desk.press(.character("/"))
    desk.press(.control("u"))
    desk.type("action:cre")
    desk.press(.tab)
    #expect(desk.state.filter?.text == "action:create-policy" || desk.state.filter?.text == "action:create-vault")
    desk.press(.escape)
    for (column, sort) in [
      ("when", Listing.Column.created), ("by", .requester), ("action", .type), ("subject", .name),
      ("outcome", .status), ("region", .region), ("line", .id),
    ] {
      desk.press(.character("="))
      desk.type(column)
      desk.press(.enter)
      #expect(Self.listings(desk).last?.sort == sort, "\(column)")
    }
    desk.press(.character("e"), .down, .enter)
    #expect(desk.asked { if case .export(let listing, .json) = $0 { listing.subject == .audit } else { false } })
    desk.press(.character("c"), .down, .character(" "), .enter)
    #expect(
      desk.asked { if case .remember(.columns(.audit, let columns?)) = $0 { !columns.contains(.by) } else { false } })
    #expect(!desk.lines[5].contains(" BY "))
  }

  @Test("images are listed with their files; o goes to what they were made of, Del asks and deletes them")
  func images() throws {
    var desk = Self.desk(.character("I"))
    #expect(desk.lines[5].contains("DISKS") && desk.lines[5].contains("FORMAT"))
    #expect(desk.lines.contains { $0.contains("web-02-0413") && $0.contains("qcow2") && $0.contains("120 GiB") })
    desk.press(.enter)
    #expect(
      desk.text.contains("Image  web-01-0412") && desk.text.contains("/srv/images/")
        && desk.text.contains("40 GiB, raw"))
    desk.press(.escape, .down, .character("o"))
    #expect(desk.state.tab == .backups && desk.state.list.current?.id == Fixtures.backups[3].id)
    desk.press(.character("o"))
    #expect(desk.state.tab == .images && desk.state.list.current?.id == Fixtures.images[1].id)
    desk.press(.delete)
    #expect(desk.text.contains("web-02-0413, an image in CN-Hong Kong, will be gone"))
    desk.press(.tab, .enter)
    let request = DeletionRequest(kind: .image, ids: [Fixtures.images[1].id])
    #expect(desk.asked { if case .delete(request, _) = $0 { true } else { false } })
    var empty = Desk.inHongKong()
    empty.press(.character("I"))
    #expect(empty.text.contains("No images here yet. Create Image"))
  }

  @Test("S55: a replication that has ended shows how its source stands, though another list holds its row")
  func endedSource() {
    var desk = Desk.inHongKong()
    desk.tasks[0] = Fixtures.task(1, of: Fixtures.backups[1], to: Fixtures.bangkok, .success, done: 40 << 30, ended: 9)
    desk.send(.changed)
    desk.press(.character("]"), .character("]"), .character("]"))
    #expect(desk.lines.contains { $0.contains("SOURCE  web-01-0413") && $0.contains("Available") })
    desk.backups.remove(at: 1)
    desk.send(.changed)
    #expect(desk.lines.contains { $0.contains("SOURCE  web-01-0413") && $0.contains("Deleted") })
  }

  @Test("vaults say their policies and where their backups have replicas, as far as there is room")
  func vaults() throws {
    var wide = Desk.inHongKong(columns: 140, rows: 45)
    wide.press(.character("1"))
    Self.answerPolicies(&wide)
    #expect(wide.lines[5].contains("REPLICATED TO") && wide.lines[5].contains("POLICY"))
    let name = try PolicyBoardTests.policies()[0].policy.name
    #expect(wide.lines.contains { $0.contains("servers-hk") && $0.contains(name) && $0.contains("BKK SIN") })
    var narrow = Desk.inHongKong()
    narrow.press(.character("1"))
    #expect(narrow.lines[5].contains("REPL TO"))
    #expect(narrow.lines.contains { $0.contains("servers-hk") && $0.contains("44 %") && $0.contains("BKK SIN") })
    #expect(ConsoleState.reach(["AAA", "BBB", "CCC", "DDD"], columns: 7) == "AAA +3")
    #expect(ConsoleState.reach(["AAA", "BBB", "CCC", "DDD"], columns: 13) == "AAA BBB +2")
    var live = Desk(columns: 140, rows: 45, profile: .huaweiCBR)
    live.press(.escape, .character("1"))
    let asked = { (desk: Desk) in desk.log.count { if case .policy(.list, _) = $0 { true } else { false } } }
    #expect(asked(live) == 1)
    Self.answerPolicies(&live)
    live.send(.changed)
    #expect(asked(live) == 1)
  }

  /// Answers what the vaults ask about policies: the first one is applied to the first vault.
  static func answerPolicies(_ desk: inout Desk) {
    // Schedules that could not be read would show as no policies, which the tests would tell.
    var policies = (try? PolicyBoardTests.policies()) ?? []
    for index in policies.indices {
      policies[index].policy.vaults = index == 0 ? [PolicyVault(vault: Fixtures.id(900))] : []
    }
    guard let request = desk.request({ if case .policy(.list, let number) = $0 { number } else { nil } }) else {
      return
    }
    desk.send(.policy(.list(policies, vaults: desk.vaults), request: request))
  }

  @Test("a policy is applied to the vault under the cursor from its menu, and taken off again")
  func applying() throws {
    var desk = Desk.inHongKong()
    desk.press(.character("1"))
    Self.answerPolicies(&desk)
    RestoreFlowTests.choose("Apply Policy", &desk)
    #expect(desk.chooser?.purpose == .policy && desk.text.contains("applied; Enter takes it off"))
    let policies = try PolicyBoardTests.policies()
    desk.press(.home, .enter)
    let vault = PolicyVault(vault: Fixtures.id(900))
    let wanted = PolicyQuestion.apply(policies[0].policy.id, vault, removing: true)
    let number = try #require(desk.request { if case .policy(wanted, let number) = $0 { number } else { nil } })
    _ = desk.take()
    desk.send(.policy(.changed("\(policies[0].policy.name) was taken off the vault."), request: number))
    #expect(desk.text.contains("was taken off the vault.") && desk.state.overlays.isEmpty)
    #expect(desk.asked { if case .policy(.list, _) = $0 { true } else { false } })
    // In a region of replicas there is nothing a policy could be applied to, but drills.
    desk.press(.character("R"))
    desk.type("bangkok")
    desk.press(.enter, .character("1"), .character("m"))
    #expect(desk.text.contains("Only drill policies go here; there is none."))
    desk.press(.escape)
    var drill = policies[1]
    (drill.policy.operation, drill.policy.foreignSchedule) = (.drill, "FREQ=HOURLY")
    desk.press(.character("p"))
    PolicyBoardTests.answer(&desk, .list([drill], vaults: desk.vaults))
    desk.press(.escape, .character("1"), .character("m"))
    #expect(!desk.text.contains("Only drill policies"))
    desk.press(.escape)
    RestoreFlowTests.choose("Apply Policy", &desk)
    #expect(desk.chooser?.purpose == .policy && desk.text.contains("FREQ=HOURLY"))
  }

  @Test("policies stand behind the tabs: a digit and Tab lead to them, and Tab on")
  func policyTab() {
    var desk = Desk.inHongKong()
    #expect(desk.lines[2].contains("Coverage   Policies"))
    desk.press(.character("5"))
    #expect(desk.state.board != nil)
    desk.press(.tab)
    #expect(desk.state.board == nil && desk.state.tab == .vaults)
    desk.press(.backTab)
    #expect(desk.state.board != nil)
    desk.press(.backTab)
    #expect(desk.state.board == nil && desk.state.tab == .coverage)
    desk.press(.tab, .escape)
    #expect(desk.state.board == nil && desk.state.tab == .coverage)
    desk.press(.character("]"), .character("]"), .character("]"))
    #expect(!desk.lines[2].contains("Policies"))
  }

  @Test("S49: the picker says how much every region and project holds, and whose account a context is")
  func picker() {
    var desk = Desk.inHongKong(columns: 100, rows: 40)
    desk.press(.character("R"))
    #expect(
      desk.lines.contains { $0.contains("CN-Hong Kong") && $0.contains(" 12 ") && $0.contains(" 3 ") })
    #expect(desk.lines.contains { $0.contains("BACKUPS") && $0.contains("SNAPS") })
    #expect(desk.lines.contains { $0.contains("Shanghai") && !$0.contains(" 12 ") })
    #expect(desk.lines.contains { $0.contains("prod") && $0.contains("huawei, profile ops") })
    #expect(desk.lines.contains { $0.contains("demo") && $0.contains("embedded, open") })
  }

  @Test("the lag objective is asked for, judged at once and kept; what is no age is not taken")
  func lagObjective() throws {
    var desk = Desk.inHongKong(columns: 140, rows: 45)
    desk.press(.character("L"))
    RestoreFlowTests.answerLag(&desk)
    #expect(desk.text.contains("2 further behind than 1 d"))
    desk.press(.control("o"))
    #expect(desk.text.contains("Objective *") && desk.text.contains("24h"))
    desk.press(.control("u"))
    desk.type("2 days")
    desk.press(.control("s"))
    #expect(desk.text.contains("! Write an age such as 24h, 90m or 7d.") && desk.form != nil)
    desk.press(.control("u"))
    desk.type("7d")
    desk.press(.control("s"))
    #expect(desk.form == nil && desk.asked { $0 == .remember(.lag(7 * 86_400)) })
    RestoreFlowTests.answerLag(&desk)
    #expect(desk.text.contains("1 further behind than 7 d") && desk.box?.title == "Lag board")
    var settled = Preferences()
    settled.lag = 3600
    var other = Desk.inHongKong(columns: 140, rows: 45, preferences: settled)
    other.press(.character("L"))
    RestoreFlowTests.answerLag(&other)
    #expect(other.text.contains("further behind than 1 h"))
  }

  @Test(
    "refusals name things where their names are known, never by whole ids; the way back is said only while there is one"
  )
  func sentences() {
    let sentence = "\(Fixtures.backups[3].id) is needed by \(Fixtures.id(777))."
    let desk = Desk.inHongKong()
    #expect(desk.state.shortened(sentence) == "web-02-0413 (0f1e2d3c) is needed by 0f1e2d3c.")
    var jumped = Desk.inHongKong()
    jumped.backups[3].replicas = [
      ReplicaRecord(id: Fixtures.replica.id, region: Fixtures.singapore.id, status: .available)
    ]
    jumped.backups.append(Fixtures.replica)
    jumped.send(.changed)
    jumped.press(.down, .down, .down, .character("o"))
    #expect(jumped.text.contains("o or Esc goes back."))
    var back = jumped
    back.press(.escape)
    #expect(!back.text.contains("goes back"))
    jumped.press(.character("R"), .home, .enter)
    #expect(!jumped.text.contains("goes back"))
  }
}
