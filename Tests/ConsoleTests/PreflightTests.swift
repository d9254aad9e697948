import Canvas
import Console
import Foundation
import Replication
import Testing

/// Create Replica for several rows: what can go, what cannot by which rule, and the key that mends it (S15, S26, S27, S62).
struct PreflightTests {
  /// All twelve backups marked and the dialog open.
  private static func desk(columns: Int = 100, rows: Int = 40) -> Desk {
    var desk = Desk.inHongKong(columns: columns, rows: rows)
    desk.press(.character("*"), .character("r"))
    return desk
  }

  @Test("before any region is chosen it says what no destination would take, by rule")
  func sources() {
    let desk = Self.desk()
    #expect(desk.text.contains("10 can go, 2 cannot."))
    #expect(desk.lines.contains { $0.contains("1 web-01-0414") })
    #expect(desk.lines.contains { $0.contains("1 web-02-data") })
    #expect(desk.text.contains("This backup has no system disk") && !desk.text.contains("no-system-disk"))
  }

  @Test("where lines are few a rule is said by its sentence, its code only in the table (S15)")
  func words() {
    var desk = Self.desk(columns: 80, rows: 24)
    #expect(desk.lines.contains { $0.contains("1 Backup is Creating") } && !desk.text.contains("not-available"))
    desk.press(.control("t"), .end)
    #expect(desk.text.contains("is Available. (not-available)"))
  }

  @Test(
    "each state has its own sentence in the words of the list, and the region where all that can go lie is not offered",
    arguments: [false, true])
  func statesAndPlaces(withPause: Bool) {
    var desk = Desk(columns: 100, rows: 24, scope: .everything)
    desk.backups = Array(Fixtures.backups.prefix(4))
    (desk.backups[2].status, desk.backups[3].status) = (.protecting, .error)
    desk.backups[2].name = desk.backups[0].name
    if withPause {
      desk.tasks[0].status = .paused
      desk.tasks[0].target?.id = desk.backups[2].id
    }
    for index in 0..<2 { (desk.backups[index].region, desk.backups[index].replicas) = (Fixtures.singapore.id, []) }
    desk.send(.changed)
    desk.press(.character("*"), .character("r"))
    #expect(desk.lines.contains { $0.contains("1 Backup is \(withPause ? "Paused" : "Creating")") })
    #expect(desk.lines.contains { $0.contains("1 Backup is Error") })
    desk.press(.enter)
    #expect(desk.lines.contains { $0.contains("AP-Singapore") && $0.contains("All that can go lie here already.") })
    desk.press(.escape, .right)
    #expect(desk.lines.contains { $0.contains("Region *") && !$0.contains("AP-Singapore") })
    desk.press(.control("t"))
    #expect(desk.text.contains("web-01-0412 in SIN") && desk.text.contains("web-01-0412 in HKG"))
  }

  @Test("each destination has its own counts and rules; equal outcomes are one counted line")
  func destinations() {
    var desk = Self.desk()
    desk.press(.right)
    desk.fireTimers()
    #expect(desk.text.contains("cannot.") && desk.text.contains("The vault has no room for them."))
    #expect(desk.text.contains("‹ expand the vault ›"))
    desk.press(.control("n"))
    desk.press(.right)
    desk.fireTimers()
    #expect(desk.text.contains("AP-Bangkok ") && desk.text.contains("AP-Singapore "))
    #expect(desk.lines.contains { $0.contains("BKK") && $0.contains("‹ expand the vault ›") })
  }

  @Test("S27: what fits one by one but not together goes as far as there is room")
  func together() throws {
    var desk = Self.desk()
    // Bangkok's vault has 60 GiB free: one backup of 40 GiB goes, and one of 1 GiB.
    desk.press(.right)
    desk.fireTimers()
    desk.press(.control("s"))
    let requests = desk.open.compactMap { effect -> [ReplicaRequest]? in
      if case .createReplicas(let requests, _) = effect { requests } else { nil }
    }.first
    let sent = try #require(requests)
    let sizes = sent.compactMap { request in Fixtures.backups.first { $0.id == request.backup }?.size }
    #expect(!sent.isEmpty && sizes.reduce(0, +) <= 60 * Fixtures.gib)
  }

  @Test("^R mends the first: the vault is expanded to what the whole selection needs, and all is checked again")
  func expand() throws {
    var desk = Self.desk()
    desk.press(.right)
    desk.fireTimers()
    desk.press(.control("r"))
    #expect(desk.text.contains("─ Expand Vault ─"))
    desk.press(.control("s"))
    let capacity = desk.open.compactMap { effect -> Int64? in
      if case .expandVault(_, let capacity, _, _) = effect { capacity } else { nil }
    }.first
    let wanted = try #require(capacity)
    let request = try #require(
      desk.request { if case .expandVault(_, _, _, let request) = $0 { request } else { nil } })
    var vault = Fixtures.vaults[1]
    vault.capacity = wanted
    desk.vaults[1] = vault
    desk.send(.vaultSaved(vault, request: request))
    desk.fireTimers()
    #expect(desk.text.contains("─ Create Replica ─") && !desk.text.contains("‹ expand the vault ›"))
  }

  @Test("a region without a vault offers to make one; Enter on the line does it")
  func create() {
    var desk = Desk.inHongKong(columns: 100, rows: 40)
    desk.vaults.removeAll { $0.region == Fixtures.bangkok.id }
    desk.press(.character("*"), .character("r"), .right)
    desk.fireTimers()
    #expect(desk.lines.contains { $0.contains("10 web-01-0412") && $0.contains("‹ create a vault ›") })
    desk.press(.control("r"))
    #expect(desk.text.contains("─ Create Vault ─"))
    desk.press(.escape)
    // By its own line: back from OK past Cancel.
    for _ in 0..<8 where !desk.text.contains("▌  10 web-01-0412") { desk.press(.tab) }
    desk.press(.enter)
    #expect(desk.text.contains("─ Create Vault ─"))
  }

  @Test("^T shows every row with every destination, those that cannot go first, and each rule's sentence")
  func table() {
    var desk = Self.desk()
    desk.press(.right)
    desk.fireTimers()
    desk.press(.control("t"))
    #expect(desk.text.contains("─ What can go where ─"))
    #expect(desk.lines.contains { $0.contains("web-02-data") && $0.contains("no system disk") })
    #expect(desk.lines.contains { $0.contains("BKK goes") })
    desk.press(.escape)
    #expect(desk.text.contains("─ Create Replica ─"))
  }

  @Test("nothing is sent before OK, and where none can go OK says so")
  func nothing() {
    var desk = Desk.inHongKong(columns: 100, rows: 40)
    desk.press(.down, .down, .character(" "), .down, .character(" "))
    #expect(desk.text.contains("2 marked"))
    #expect(!desk.open.contains { if case .createReplicas = $0 { true } else { false } })
    desk.press(.character("r"))
    let isRefused = desk.text.contains("None of the marked rows can go")
    #expect(isRefused || desk.text.contains("1 can go, 1 cannot."))
  }

  @Test("at 80×24 every line can be reached and read", arguments: [(80, 24), (60, 16), (40, 10)])
  func small(_ size: (Int, Int)) {
    var desk = Self.desk(columns: size.0, rows: size.1)
    desk.press(.right)
    desk.fireTimers()
    var seen = ""
    for _ in 0..<16 {
      desk.press(.tab)
      seen += desk.text
    }
    for rule in ["This backup ha", "Backup is Crea", "The vault has"] { #expect(seen.contains(rule)) }
    #expect(desk.lines.allSatisfy { Display.width(of: $0) <= size.0 })
  }
}
