import Canvas
import Foundation
import Replication
import Testing

@testable import Console

struct PolicyBoardTests {
  static let servers = Vault(
    id: "v-src", name: "servers-hk", type: .server, protection: .backup, region: Fixtures.hongKong.id,
    project: Fixtures.hongKong.projects.first?.id ?? "", capacity: 1 << 40, createdAt: Fixtures.now)
  static let replicas = Vault(
    id: "v-dst", name: "dr-servers", type: .server, protection: .replication, region: Fixtures.bangkok.id,
    project: Fixtures.bangkok.projects.first?.id ?? "", capacity: 1 << 40, createdAt: Fixtures.now)
  /// 2026-03-27 12:00 UTC, two days before the clocks change in Berlin.
  static let moment = Date(timeIntervalSince1970: 1_774_612_800)

  static func policies() throws -> [PolicyOverview] {
    let copy = Policy(
      id: "p-1", name: "nightly-copy", operation: .replication,
      schedule: try Schedule("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", zone: "Europe/Berlin", startingAt: moment),
      since: moment, destination: Destination(region: Fixtures.bangkok.id, vault: "v-dst"),
      retention: Retention(last: 7, monthly: 12), vaults: [PolicyVault(vault: "v-src")])
    let fill = Policy(
      id: "p-2", name: "fill", operation: .backup, isEnabled: false,
      schedule: try Schedule("FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=1", zone: "Asia/Hong_Kong", startingAt: moment),
      since: moment, missed: .skip)
    let run = PolicyRun(
      id: "r-1", policy: NamedReference(id: "p-1", name: "nightly-copy"), operation: .replication, vaults: ["v-src"],
      slot: moment.addingTimeInterval(-36_000), trigger: .policy, requestedBy: Fixtures.requester,
      startedAt: moment.addingTimeInterval(-36_000), admittedAt: moment, endedAt: moment,
      counts: PolicyRunCounts(done: 3, failed: 1, skipped: 2, deleted: 1))
    return [PolicyOverview(policy: copy, lastRun: run), PolicyOverview(policy: fill, lastRun: nil)]
  }

  /// A desk with the board open and its policies there.
  static func desk(
    _ policies: [PolicyOverview]? = nil, columns: Int = 80, rows: Int = 24, glyphs: GlyphSet = .unicode,
    readOnly: Bool = false
  ) throws -> Desk {
    var desk = Desk.inHongKong(columns: columns, rows: rows, glyphs: glyphs, readOnly: readOnly)
    desk.send(.clock(moment))
    desk.press(.character("p"))
    answer(&desk, .list(try policies ?? Self.policies(), vaults: [servers, replicas]))
    return desk
  }

  /// The questions about policies that are open, with their numbers.
  static func questions(_ desk: Desk) -> [(PolicyQuestion, Int)] {
    desk.open.compactMap { if case .policy(let question, let request) = $0 { (question, request) } else { nil } }
  }

  static func answer(_ desk: inout Desk, _ answer: PolicyAnswer) {
    guard let (_, request) = questions(desk).last else { return }
    desk.open.removeAll { if case .policy = $0 { true } else { false } }
    desk.send(.policy(answer, request: request))
  }

  @Test("The list says what runs when, what it keeps and did, and its next five runs in its zone and in UTC (P22)")
  func list() throws {
    let desk = try Self.desk()
    let text = desk.text
    for words in [
      "nightly-copy", "on", "replicates", "daily at 02:30", "last 7, 12 monthly", "servers-hk",
      "partial, 3 done, 1 failed, 2 skipped, 1 deleted",
      // The clocks go forward on the 29th: 02:30 does not exist that day.
      "2026-03-28 02:30 +01:00   2026-03-28 01:30 UTC", "2026-03-29 03:30 +02:00   2026-03-29 01:30 UTC",
      "2026-03-30 02:30 +02:00   2026-03-30 00:30 UTC",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(text.components(separatedBy: " UTC").count >= 6)
  }

  @Test("A policy is made in the form; what is wrong is said with the field, and nothing is sent twice (S48, S53, S63)")
  func create() throws {
    var desk = try Self.desk()
    desk.press(.character("n"))
    desk.press(.control("s"))
    #expect(desk.text.contains("! ") && Self.questions(desk).isEmpty)
    desk.type("weekly")
    desk.press(.down, .down, .down, .down, .control("u"))
    desk.type("FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=23")
    #expect(desk.text.contains("Mon, Thu at 23:00") && desk.text.contains("2026-03-30 23:00"))
    desk.press(.control("s"), .control("s"))
    #expect(Self.questions(desk).count == 1)
    guard case .create(let request)? = Self.questions(desk).first?.0 else {
      Issue.record("nothing was asked")
      return
    }
    #expect(request.name == "weekly" && request.schedule == "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=23")
    #expect(request.destination?.region != nil && request.operation == .replication)
    let number = try #require(Self.questions(desk).first?.1)
    desk.send(
      .refused([Refusal(code: .nameTaken, message: "There is already a policy named weekly.")], request: number))
    #expect(desk.text.contains("There is already a policy named weekly.") && desk.text.contains("[ weekly"))
    // The message goes with time, the form keeps the reason until something is changed.
    desk.fireTimers()
    #expect(desk.lines.dropLast().contains { $0.contains("! There is already a policy named weekly.") })
    desk.press(.backTab)
    #expect(!desk.lines.dropLast().contains { $0.contains("! There is already") })
  }

  @Test("Leaving a form that was filled in asks; one that was not goes at once")
  func leaving() throws {
    var desk = try Self.desk()
    desk.press(.character("n"))
    desk.press(.escape)
    #expect(desk.question == nil && !desk.text.contains("New policy"))
    desk.press(.character("n"))
    desk.press(.character("x"))
    desk.press(.escape)
    #expect(desk.question?.title == "Discard")
    desk.press(.enter)
    #expect(desk.question == nil && desk.text.contains("New policy"), "the default is No")
    desk.press(.escape)
    desk.press(.tab)
    desk.press(.enter)
    #expect(desk.question == nil && !desk.text.contains("New policy"))
  }

  @Test("^L and ^Z work on every part of the board; ^C closes the innermost, and asks where something was filled in")
  func everywhere() throws {
    var desk = try Self.desk()
    for part in ["", "a", "n"] {
      if let key = part.first { desk.press(.character(key)) }
      desk.press(.control("l"), .control("z"))
      #expect(desk.open.suffix(2) == [.redraw, .suspend], "\(part)")
      guard !part.isEmpty else { continue }
      if part == "n" { desk.press(.character("x")) }
      desk.press(.control("c"))
      #expect((desk.question?.title == "Discard") == (part == "n") && desk.state.board != nil)
    }
    desk.press(.tab, .enter, .control("c"))
    #expect(desk.state.board == nil)
  }

  @Test("The cursor goes to a policy that was made, so that a applies that one, unless it was moved meanwhile (S63)")
  func made() throws {
    var desk = try Self.desk()
    let former = try Self.policies()
    var newest = former[1]
    (newest.policy.id, newest.policy.name) = ("p-3", "weekly")
    for isMoved in [false, true] {
      desk.press(.character("n"))
      desk.type("weekly")
      desk.press(.control("s"))
      Self.answer(&desk, .changed("weekly was created. Apply it to a vault with a."))
      #expect(desk.state.board?.current?.policy.id == "p-1" && desk.text.contains("Apply it to a vault"))
      if isMoved { desk.press(.down) }
      Self.answer(&desk, .list(former + [newest], vaults: [Self.servers, Self.replicas]))
      #expect(desk.state.board?.current?.policy.id == (isMoved ? "p-2" : "p-3"))
      desk.press(.character("a"))
      #expect(desk.text.contains(isMoved ? "Apply fill to" : "Apply weekly to"))
      desk.press(.escape, .up, .up)
      Self.answer(&desk, .list(former, vaults: [Self.servers, Self.replicas]))
      desk.send(.changed)
      Self.answer(&desk, .list(former, vaults: [Self.servers, Self.replicas]))
    }
  }

  @Test("The vaults of a policy say their own keys: Enter and Space do what the line beneath says (S52)")
  func vaultKeys() throws {
    for key in [Key.enter, .character(" ")] {
      var desk = try Self.desk()
      desk.press(.character("a"))
      #expect(desk.lines.last?.contains("Enter Take off  ? Help  Esc Back") == true)
      desk.press(key)
      #expect(Self.questions(desk).map(\.0) == [.apply("p-1", PolicyVault(vault: "v-src"), removing: true)])
      desk = try Self.desk()
      desk.press(.down, .character("a"))
      #expect(desk.lines.last?.contains("Enter Apply  ? Help  Esc Back") == true)
      desk.press(key)
      #expect(Self.questions(desk).map(\.0) == [.apply("p-2", PolicyVault(vault: "v-src"), removing: false)])
    }
  }

  @Test("Several vaults are ticked one after another: the list of them stays until it is left (S63)")
  func severalVaults() throws {
    var desk = try Self.desk()
    var other = Self.servers
    (other.id, other.name) = ("v-more", "servers-more")
    desk.press(.down, .character("a"))
    desk.send(.changed)
    for id in ["v-src", "v-more"] {
      Self.answer(&desk, .list(try Self.policies(), vaults: [Self.servers, other]))
      desk.press(.character(" "))
      #expect(Self.questions(desk).last?.0 == .apply("p-2", PolicyVault(vault: id), removing: false))
      Self.answer(&desk, .changed("fill was applied to the vault."))
      #expect(desk.text.contains("Apply fill to") && Self.questions(desk).map(\.0) == [.list])
      desk.press(.down)
    }
    desk.press(.escape)
    #expect(desk.text.contains("NEXT (UTC)"))
  }

  @Test("What is wrong with a schedule can be read whole at 80 columns, with its example (S48)")
  func scheduleExample() throws {
    var desk = try Self.desk()
    desk.press(.character("n"))
    desk.type("weekly")
    desk.press(.down, .down, .down, .down, .control("u"))
    desk.type("FREQ=DALY")
    desk.press(.control("s"))
    let words = desk.lines.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " │")) }.joined(separator: " ")
    #expect(words.contains("not DALY. Example: FREQ=DAILY;BYHOUR=2,14;BYMINUTE=15 or"), "\(desk.text)")
    #expect(words.contains("several joined by +."), "\(desk.text)")
    #expect(desk.text.contains("yes, it runs by its schedule"), "no field is covered")
  }

  @Test("An edit asks for what differs alone; a rule of the cloud's own is shown and stays (S63)")
  func editForeign() throws {
    var policies = try Self.policies()
    policies[0].policy.foreignSchedule = "FREQ=HOURLY;INTERVAL=6"
    var desk = try Self.desk(policies)
    desk.press(.character("e"))
    #expect(desk.text.contains("FREQ=HOURLY;INTERVAL=6") && desk.text.contains("the cloud's own rule stays"))
    #expect(!desk.text.contains("Next runs"))
    desk.type("-2")
    desk.press(.control("s"))
    #expect(Self.questions(desk).map(\.0) == [.edit("p-1", PolicyRequest(name: "nightly-copy-2"))])
    desk = try Self.desk(policies)
    desk.press(.character("e"), .control("s"))
    #expect(Self.questions(desk).isEmpty && desk.text.contains("NEXT (UTC)"))
  }

  @Test("A policy drills after each run, or by a schedule of its own; form and list say so (point 7)")
  func drills() throws {
    var desk = try Self.desk()
    desk.press(.character("n"))
    desk.type("proofs")
    // From the name to what it does: the last choice is drills, which need no destination and keep nothing.
    desk.press(.down, .left)
    #expect(desk.text.contains("rebuilds what vaults hold") && !desk.text.contains("Region *"))
    #expect(!desk.text.contains("the union of these") && desk.text.contains("of each newest copy is rebuilt"))
    desk.press(.down, .down, .down)
    desk.type("250")
    desk.press(.control("s"))
    #expect(desk.text.contains("! A drill cannot rebuild 250 % of the chunks"))
    desk.press(.control("u"))
    desk.type("20")
    desk.press(.control("s"))
    guard case .create(let request)? = Self.questions(desk).first?.0 else {
      Issue.record("nothing was asked")
      return
    }
    #expect(request.operation == .drill && request.drill == 20 && request.destination == nil)
    #expect(request.retention == .everything)

    desk = try Self.desk()
    var policies = try Self.policies()
    policies[0].policy.drill = 10
    policies[1].policy = Policy(
      id: "p-2", name: "proofs", operation: .drill, schedule: policies[1].policy.schedule, since: Self.moment,
      drill: 100, vaults: [PolicyVault(vault: "v-dst")])
    policies[0].lastRun?.counts.drilled = 2
    desk.send(.changed)
    Self.answer(&desk, .list(policies, vaults: [Self.servers, Self.replicas]))
    #expect(desk.text.contains("; drills 10 % of what each run made"))
    #expect(desk.text.contains("2 drilled"))
    desk.press(.down)
    #expect(desk.text.contains("all of the newest copy of each resource") && desk.text.contains("drills"))
    // Drills prove replicas, too, so replication vaults are offered.
    desk.press(.character("a"))
    #expect(desk.text.contains("[x] dr-servers") && desk.text.contains("[ ] servers-hk"))
  }

  @Test("Two times a day of different minutes go into one policy (point 2)")
  func times() throws {
    var desk = try Self.desk()
    desk.press(.character("n"))
    desk.type("twice")
    desk.press(.down, .down, .down, .down, .control("u"))
    desk.type("FREQ=DAILY;BYHOUR=1;BYMINUTE=15 + FREQ=DAILY;BYHOUR=2")
    #expect(desk.text.contains("! This is no schedule: two runs are less than an hour apart."))
    desk.press(.control("u"))
    desk.type("FREQ=DAILY;BYHOUR=1;BYMINUTE=15 + FREQ=DAILY;BYHOUR=14;BYMINUTE=40")
    #expect(desk.text.contains("daily at 01:15, 14:40"))
    desk.press(.control("s"))
    #expect(Self.questions(desk).count == 1)
  }

  @Test("Deleting asks, and what Enter does at first is No")
  func delete() throws {
    var desk = try Self.desk()
    desk.press(.delete, .enter)
    #expect(Self.questions(desk).isEmpty)
    desk.press(.delete, .right, .enter)
    #expect(Self.questions(desk).map(\.0) == [.delete("p-1")])
  }

  @Test("Running asks too, and says what would be copied whither and what goes afterwards; Enter at first is No (S63)")
  func run() throws {
    var desk = try Self.desk()
    desk.press(.character("r"))
    for words in ["Run nightly-copy now? It replicates what servers-hk holds to", "AP-Bangkok; what cannot go stays."] {
      #expect(desk.text.contains(words), "\(words)")
    }
    #expect(desk.text.contains("Afterwards it keeps last 7, 12 monthly, and deletes what it"))
    desk.press(.enter)
    #expect(Self.questions(desk).isEmpty && desk.text.contains("NEXT (UTC)"))
    desk.press(.down, .character("r"))
    #expect(desk.text.contains("It is applied to no vault"))
    desk.press(.escape, .up, .character("r"), .tab, .enter)
    #expect(Self.questions(desk).map(\.0) == [.run("p-1")])
  }

  @Test("Applying and looking at runs are one key each; switching off and running ask first (S63)")
  func actions() throws {
    var desk = try Self.desk()
    desk.press(.character("x"))
    #expect(desk.question?.focused == 0 && desk.text.contains("Its next run would be 2026-03-28 02:30 +01:00."))
    desk.press(.enter)
    #expect(Self.questions(desk).isEmpty && desk.question == nil)
    desk.press(.character("x"), .tab, .enter)
    #expect(Self.questions(desk).map(\.0) == [.edit("p-1", PolicyRequest(isEnabled: false))])
    Self.answer(&desk, .changed("nightly-copy was changed; it is off."))
    Self.answer(&desk, .list(try Self.policies(), vaults: [Self.servers, Self.replicas]))
    desk.press(.character("r"), .tab, .enter)
    #expect(Self.questions(desk).map(\.0) == [.run("p-1")])
    Self.answer(&desk, .began(VaultReplication()))
    Self.answer(&desk, .list(try Self.policies(), vaults: [Self.servers, Self.replicas]))
    desk.press(.character("a"))
    #expect(desk.text.contains("[x] servers-hk"))
    desk.press(.enter)
    #expect(Self.questions(desk).map(\.0) == [.apply("p-1", PolicyVault(vault: "v-src"), removing: true)])
    desk.press(.escape, .enter)
    #expect(Self.questions(desk).last?.0 == .runs("p-1"))
    let run = try #require(try Self.policies()[0].lastRun)
    let item = PolicyRunItem(
      source: NamedReference(id: "b-1", name: "web-01"), region: "r", vault: "v-src", outcome: .skipped,
      code: "auto-once", message: "Already replicated.")
    Self.answer(&desk, .runs("p-1", [run], items: ["r-1": [item]]))
    #expect(desk.text.contains("web-01 skipped: Already replicated."))
  }

  @Test("Read-only looks at everything and changes nothing")
  func readOnly() throws {
    var desk = try Self.desk(readOnly: true)
    for key in ["n", "e", "a", "x", "r", "D"] { desk.press(.character(Character(key))) }
    #expect(Self.questions(desk).isEmpty && desk.text.contains("NEXT (UTC)"))
    desk.press(.character("s"))
    #expect(Self.questions(desk).map(\.0) == [.simulate(nil, days: 90)])
  }

  /// A simulation with something of everything.
  static func simulation() -> Simulation {
    var runs: [SimulatedRun] = []
    for day in 0..<90 {
      var run = SimulatedRun(
        date: moment.addingTimeInterval(Double(day) * 86_400 + 3_600),
        policy: NamedReference(id: "p-1", name: "nightly-copy"), operation: .replication)
      let item = SimulatedItem(
        id: "future-\(day)", name: "web", region: Fixtures.bangkok.id, vault: "v-dst", size: 1 << 30, isFuture: true)
      if day % 7 == 0 { run.replicas = [item] }
      if day > 60, day % 7 == 0 { run.deleted = [item] }
      if day == 3 {
        let refusal = Refusal(code: .noSystemDisk, message: "This backup has no system disk.", source: "b-9")
        run.skipped = [SimulatedSkip(name: "db-01", refusal: refusal)]
      }
      runs.append(run)
    }
    return Simulation(
      from: moment, through: moment.addingTimeInterval(90 * 86_400), runs: runs,
      blocked: [
        BlockedReplication(
          backup: NamedReference(id: "b-2", name: "web-old"), region: Fixtures.bangkok.id, replicated: moment,
          isToday: true)
      ])
  }

  @Test("The simulator's timeline shows runs, replicas, deletions and what is blocked (point 5)")
  func timeline() throws {
    var desk = try Self.desk()
    desk.press(.character("s"))
    Self.answer(&desk, .simulation(Self.simulation()))
    for words in [
      "90 runs, 0 backups, 13 replicas (13", "4 deletions", "replicates", "deletes",
      "skips db-01: This backup has no system disk.", "no longer automatic: web-old",
    ] {
      #expect(desk.text.contains(words), "\(words)")
    }
  }

  @Test("A new policy proposes a region other than the one most is backed up in, where there is another (S47)")
  func proposedRegion() throws {
    var desk = try Self.desk()
    desk.press(.character("n"))
    #expect(desk.policyForm?.region == Fixtures.bangkok.id)
    desk.press(.escape)
    desk.send(.regions([Fixtures.hongKong]))
    desk.press(.character("n"))
    #expect(desk.policyForm?.region == Fixtures.hongKong.id)
  }

  @Test("The cursor begins on a vault the policy may be applied to; of others the reason stands whole at the foot")
  func firstVault() throws {
    var disks = Self.servers
    (disks.id, disks.name, disks.type) = ("v-0", "a-disks", .disk)
    var desk = try Self.desk()
    Self.answer(&desk, .list([], vaults: []))
    desk.press(.escape, .character("p"))
    Self.answer(&desk, .list(try Self.policies(), vaults: [disks, Self.servers, Self.replicas]))
    desk.press(.character("a"))
    #expect(desk.lines.contains { $0.contains("▌ [x] servers-hk") } && !desk.text.contains("! "))
    desk.press(.up)
    let words = desk.lines.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " │")) }.joined(separator: " ")
    #expect(words.contains("! a-disks holds disk backups, which stay in their region. Apply the policy to a vault of"))
  }
}
