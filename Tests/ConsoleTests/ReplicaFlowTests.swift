import Canvas
import Console
import Replication
import Testing

/// The main job by keyboard: S49–S57 in one go, and what can go wrong on the way.
struct ReplicaFlowTests {
  @Test("S49–S57: picker, Backups, More, Create Replica, bad name refused, OK, pane, available, jump there and back")
  func wholeFlow() throws {
    var desk = Desk()
    #expect(desk.text.contains("Region and project"))
    desk.type("hong")
    desk.press(.enter)
    #expect(desk.lines[0].contains("demo ▸ CN-Hong Kong ▸ ap-southeast-1"))
    desk.press(.down, .down, .down, .character("m"))
    #expect(desk.text.contains("Create Replica"))
    desk.press(.enter)
    #expect(desk.text.contains("┌─ Create Replica"))
    desk.press(.down, .up, .right, .right)
    desk.fireTimers()
    #expect(desk.text.contains("‹ AP-Singapore"))
    // A bad name is refused in words and stays as typed.
    desk.press(.backTab, .backTab, .control("u"))
    desk.type("web.02")
    desk.press(.control("s"))
    #expect(desk.text.contains("web.02"))
    #expect(desk.lines.contains { $0.contains("! Character 4 is") })
    #expect(!desk.open.contains { if case .createReplicas = $0 { true } else { false } })
    // Once it shows, the error goes with the key that mends it.
    desk.press(.home, .right, .right, .right, .delete)
    #expect(!desk.text.contains("! Character"))
    // The vault still needs a decision; then OK makes one job, however often it is pressed.
    desk.press(.control("s"))
    #expect(desk.text.contains("Choose a vault."))
    desk.press(.right, .control("s"), .control("s"), .enter)
    let sent = desk.open.compactMap {
      if case .createReplicas(let requests, let number) = $0 { (requests, number) } else { nil }
        as ([ReplicaRequest], Int)?
    }
    #expect(sent.count == 1)
    let (requests, number) = try #require(sent.first)
    #expect(
      requests == [
        ReplicaRequest(
          backup: Fixtures.backups[3].id,
          destination: Destination(region: "ap-southeast-3", project: "ap-southeast-3", vault: Fixtures.id(903)),
          name: "web02")
      ])
    let task = Fixtures.task(9, of: Fixtures.backups[3], to: Fixtures.singapore, .running, done: 50 << 30)
    desk.tasks.insert(task, at: 0)
    desk.send(.admitted(Admission(tasks: [task]), request: number))
    #expect(!desk.text.contains("┌─ Create Replica"))
    #expect(desk.text.contains("Replicating to AP-Singapore"))
    #expect(desk.text.contains("41 %"))
    #expect(desk.text.contains("writing"))
    // It ends: the pane moves by itself, the row shows it, and one key leads there and one back.
    desk.tasks[0] = Fixtures.task(
      9, of: Fixtures.backups[3], to: Fixtures.singapore, .success, done: 120 << 30, ended: 3)
    desk.backups[3].replicas = [ReplicaRecord(id: Fixtures.replica.id, region: "ap-southeast-3", status: .available)]
    desk.backups.append(Fixtures.replica)
    desk.send(.changed)
    desk.press(.character("o"))
    #expect(desk.lines[0].contains("AP-Singapore"))
    #expect(desk.lines.contains { $0.contains("▌  web-02-0413") && $0.contains("Available") })
    desk.press(.character("o"))
    #expect(desk.lines[0].contains("CN-Hong Kong"))
    #expect(desk.lines.contains { $0.contains("▌  web-02-0413") })
  }

  @Test("S53: Esc on an untouched dialog closes it with no effect; on an edited one it asks, default No")
  func leaving() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .character("r"), .escape)
    #expect(!desk.text.contains("┌─ Create Replica"))
    desk.press(.character("r"), .right, .escape)
    #expect(desk.text.contains("Discard what was filled in?"))
    #expect(desk.text.contains("▸[ No ]"))
    desk.press(.enter)
    #expect(desk.text.contains("┌─ Create Replica"))
    desk.press(.escape, .tab, .enter)
    #expect(!desk.text.contains("┌─ Create Replica"))
  }

  @Test("S48: pasting 4 kB keeps all of it, shows its count and complains")
  func longPaste() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .character("r"), .backTab)
    desk.send(.input(.paste(String(repeating: "ab<c", count: 1024))))
    #expect(desk.text.contains("4096/255"))
    desk.press(.tab)
    #expect(desk.lines.contains { $0.contains("! ") })
  }

  @Test("S18: one destination more in the same dialog; a refused one comes back, the admitted one is done")
  func severalDestinations() throws {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .character("r"), .right, .control("n"))
    #expect(desk.text.contains("AP-Bangkok") && desk.text.contains("AP-Singapore"))
    // Bangkok's vault is too small for 120 GiB (S27).
    desk.press(.control("s"))
    #expect(desk.text.contains("120 GiB"))
    #expect(desk.lines.contains { $0.contains("! ") && $0.contains("60 GiB") })
    // Removing Bangkok leaves one destination, which needs its vault.
    desk.press(.control("x"))
    #expect(!desk.text.contains("‹ AP-Bangkok"))
    #expect(desk.text.contains("‹ AP-Singapore"))
  }

  @Test("S18: of two destinations the admitted one is done, the refused one stays in the form")
  func partlyRefused() throws {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .down, .down, .down, .down, .down, .down, .character("r"))
    desk.press(.right, .control("n"), .down, .down, .right, .control("s"))
    let number = try #require(desk.request { if case .createReplicas(_, let number) = $0 { number } else { nil } })
    let task = Fixtures.task(9, of: Fixtures.backups[9], to: Fixtures.singapore, .waiting)
    let refusal = Refusal(
      code: .vaultCapacity, message: "Needs 40 GiB; dr-bangkok has 1 GiB free.", field: .vault,
      region: "ap-southeast-2")
    desk.send(.admitted(Admission(tasks: [task], refused: [refusal]), request: number))
    #expect(desk.text.contains("‹ AP-Bangkok") && !desk.text.contains("‹ AP-Singapore"))
    #expect(desk.text.contains("! Needs 40 GiB"))
    #expect(desk.text.contains("1 started"))
  }

  @Test("S25, S28: refusals of the cloud come back to the filled form, under their field")
  func refusalReturns() throws {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .down, .down, .down, .down, .down, .down, .character("r"), .right)
    desk.press(.control("s"))
    let number = try #require(desk.request { if case .createReplicas(_, let number) = $0 { number } else { nil } })
    let refusal = Refusal(
      code: .requestInFlight, message: "Another operator (joe@ops-2, 09:06) has just started this replica.",
      field: .region, region: "ap-southeast-2")
    desk.send(.admitted(Admission(refused: [refusal]), request: number))
    #expect(desk.text.contains("┌─ Create Replica"))
    #expect(desk.text.contains("! Another operator (joe@ops-2, 09:06)"))
    desk.press(.control("s"))
    #expect(desk.open.filter { if case .createReplicas = $0 { true } else { false } }.count == 2)
  }

  @Test("S44: the vault chooser's last row makes a vault, which the field then takes")
  func createVaultInside() throws {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .character("r"), .right, .right, .down, .down, .enter)
    desk.press(.end, .enter)
    #expect(desk.text.contains("┌─ Create Vault"))
    desk.type("dr-new")
    desk.press(.tab)
    desk.type("200GiB")
    desk.press(.control("s"))
    let sent = try #require(
      desk.open.compactMap {
        if case .createVault(let request, let number) = $0 { (request, number) } else { nil } as (VaultRequest, Int)?
      }.last)
    #expect(sent.0.protection == .replication && sent.0.region == "ap-southeast-3" && sent.0.capacity == 200 << 30)
    let vault = Fixtures.vault(950, "dr-new", .replication, Fixtures.singapore, used: 0, capacity: 200, count: 0)
    desk.vaults.append(vault)
    desk.send(.vaultSaved(vault, request: sent.1))
    #expect(desk.text.contains("┌─ Create Replica"))
    #expect(desk.text.contains("‹ dr-new"))
  }

  @Test("S8–S16: a row that cannot be replicated says why, in the menu and for i; S61: also a replica")
  func reasons() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .down, .character("m"))
    #expect(desk.text.contains("Create Replica    This backup has no system disk"))
    desk.press(.escape, .character("i"))
    #expect(desk.text.contains("no server could start"))
    desk.press(.escape, .character("r"))
    #expect(!desk.text.contains("┌─ Create Replica"))
    #expect(desk.text.contains("! This backup has no system disk"))
  }

  @Test("S29: an interrupted replication offers Resume, and Discard, which asks")
  func interrupted() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .down, .down)
    desk.fireTimers()
    #expect(desk.text.contains("Interrupted"))
    #expect(desk.text.contains("No space left on /srv/bangkok."))
    desk.press(.character("m"))
    #expect(desk.text.contains("Resume") && desk.text.contains("Discard"))
    desk.press(.escape, .character(":"))
    desk.type("discard")
    desk.press(.enter)
    #expect(desk.text.contains("▸[ No ]"))
    desk.press(.right, .enter)
    #expect(desk.open.contains { if case .steer(Fixtures.id(5003), .cancel, _) = $0 { true } else { false } })
  }

  @Test("S62: a whole vault goes by r on its row: its eligible backups, the others with their reasons")
  func wholeVault() {
    var desk = Desk.inHongKong()
    desk.press(.character("1"), .character("r"), .right)
    desk.fireTimers()
    #expect(desk.text.contains("Source         12 backups"))
    #expect(desk.text.contains("2 can go, 10 cannot."), "together they fill the 60 GiB that are free")
    desk.press(.control("s"))
    // One request for the whole vault: its tasks get one parent.
    let sent = desk.open.compactMap { if case .replicateVault(_, let to, _) = $0 { to.map(\.region) } else { nil } }
    #expect(sent == [[Fixtures.bangkok.id]])
  }

  @Test("S62, S15: a vault none of whose backups may go anywhere is refused with the reason before any dialog")
  func vaultOfNone() {
    var desk = Desk.inHongKong()
    desk.backups = (0..<3).map {
      Fixtures.backup("web-\($0)", 40 + $0, status: $0 == 2 ? .protecting : .available, systemDisk: $0 == 2)
    }
    desk.press(.character("1"), .character("r"))
    #expect(desk.form == nil)
    #expect(desk.text.contains("None of the 3 backups in servers-hk can go; 2 of them: This backup"))
  }

  @Test("S19: a region that holds a replica already is listed and says so")
  func replicaExists() {
    var desk = Desk.inHongKong()
    desk.press(.down, .down, .down, .down, .down, .character("r"))
    // Of two regions only Singapore is left, so it is chosen without asking.
    #expect(desk.text.contains("‹ AP-Singapore"))
    desk.press(.backTab, .backTab, .enter)
    #expect(desk.lines.contains { $0.contains("AP-Bangkok") && $0.contains("Already holds a replica of it (error).") })
  }

  @Test("S51: names with escapes, reversals and wide characters never reach the frame raw")
  func hostileNames() {
    let frame = Desk.inHongKong().frame
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns {
        let value = frame[column, row].scalar.value
        #expect(value >= 0x20 && value != 0x7F && value != 0x202E)
      }
    }
  }
}
