import Foundation
import Testing

/// Kills the real program with -9 at random moments and keeps its own account of what has to be there.
final class KillHarness {
  /// A backup or replica that was acknowledged, and the disk it holds.
  private struct Kept {
    var content: Data
    var isReplica: Bool
    var name: String
  }

  private let home: CommandHome
  private let diskPath: String
  private let mebibytes: Int
  private var numbers: SeededNumbers
  private var disk: Data
  private var kept: [String: Kept] = [:]
  private var gone: Set<String> = []
  private var round = 0
  /// How long each operation takes when it is left alone, in microseconds, so that kills fall into all of it.
  private var durations: [KillOperation: Double] = [:]
  /// How many rounds of each operation died, and how many were faster than the kill.
  private(set) var died = 0
  private(set) var finished = 0

  init(seed: UInt64, mebibytes: Int) throws {
    numbers = SeededNumbers(seed: seed)
    self.mebibytes = mebibytes
    home = try CommandHome()
    try home.addRegions()
    diskPath = try home.disk("s.raw", mebibytes: mebibytes, seed: seed)
    disk = try Data(contentsOf: URL(fileURLWithPath: diskPath))
    try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(diskPath)")
  }

  /// One operation, killed at a random moment; then everything is checked, finished and checked again.
  func run() throws {
    round += 1
    let operation = choose()
    let arguments = try arguments(of: operation)
    let end = try kill(operation, arguments)
    try account(for: end, operation, arguments)
    let listed = try list()
    try expectWhole("after the kill of \(arguments)")
    try expectKept(listed, "after the kill of \(arguments)")
    let hadOpen = try settle()
    try adopt(hadOpen ? try list() : listed, arguments)
    if operation == .importing { try expectImported(arguments) }
    if round.isMultiple(of: 10), let id = kept.keys.sorted().randomElement(using: &numbers) { try expectContent(id) }
  }

  /// Checks every byte of everything kept, deletes it, and expects that nothing is left in the stores.
  func finish() throws {
    for id in kept.keys.sorted() { try expectContent(id) }
    for (id, one) in kept { try home.json("backups", "delete", id, "--confirm", one.name) }
    for _ in 0..<2 { try home.json("store", "collect") }
    try expectWhole("at the end")
    for region in ["east", "west"] {
      let left = FileManager.default.subpaths(atPath: "\(home.folder)/\(region)/packs") ?? []
      #expect(left.filter { $0.contains("/") } == [], "\(region) keeps what nobody names")
      #expect(FileManager.default.subpaths(atPath: "\(home.folder)/\(region)/tmp") ?? [] == [])
    }
  }

  // MARK: - What is done

  private func choose() -> KillOperation {
    let operation = KillOperation.allCases.randomElement(using: &numbers) ?? .create
    switch operation {
    case .create where kept.count >= 10: return .delete
    case .replicate where unreplicated.isEmpty, .delete where kept.count < 3, .image where kept.isEmpty: return .create
    case .importing where replicas.isEmpty: return .create
    default: return operation
    }
  }

  private var replicas: [String] { kept.filter { $0.value.isReplica }.keys.sorted() }
  private var unreplicated: [String] {
    let replicated = Set(kept.values.filter(\.isReplica).map(\.content))
    return kept.filter { !$0.value.isReplica && !replicated.contains($0.value.content) }.keys.sorted()
  }

  private func arguments(of operation: KillOperation) throws -> [String] {
    switch operation {
    case .create:
      try changeDisk()
      return ["backups", "create", "--server", "s", "--vault", "backup-east", "--name", "n\(round)"]
    case .replicate:
      return ["replicas", "create", unreplicated.randomElement(using: &numbers) ?? "", "--to", "west", "--wait"]
    case .delete:
      let id = kept.keys.sorted().randomElement(using: &numbers) ?? ""
      return ["backups", "delete", id, "--confirm", kept[id]?.name ?? ""]
    case .collect: return ["store", "collect"]
    case .image:
      let id = kept.keys.sorted().randomElement(using: &numbers) ?? ""
      return ["images", "create", "--backup", id, "--output", "\(home.folder)/images"]
    case .importing:
      let copy = "\(home.folder)/copy"
      try FileManager.default.copyItem(atPath: "\(home.folder)/west", toPath: copy)
      return ["store", "import", copy, "--take", "--home", otherHome]
    }
  }

  private var otherHome: String { "\(home.folder)/other" }

  /// Two stretches of the disk get new bytes, so that each backup is another one.
  private func changeDisk() throws {
    for _ in 0..<2 {
      let bytes = Noise(seed: numbers.next()).bytes(1 << 16)
      let offset = Int.random(in: 0...(disk.count - bytes.count), using: &numbers)
      disk.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
    try disk.write(to: URL(fileURLWithPath: diskPath))
  }

  private func kill(_ operation: KillOperation, _ arguments: [String]) throws -> FinishedProcess {
    let usual = durations[operation] ?? 200_000
    let moment = UInt32(Double.random(in: 0...(1.15 * usual), using: &numbers))
    let start = DispatchTime.now().uptimeNanoseconds
    let process = try home.start(arguments + ["--json"])
    usleep(moment)
    process.send(SIGKILL)
    let end = try process.wait()
    if end.signal == nil {
      finished += 1
      // It ended before the kill: the time until then is more than it takes.
      let taken = Double(DispatchTime.now().uptimeNanoseconds - start) / 1_000
      durations[operation] = min(taken, usual)
    } else {
      died += 1
      durations[operation] = usual * 1.05
    }
    return end
  }

  // MARK: - What has to be there

  /// Takes down what a command that ended by itself acknowledged.
  private func account(for end: FinishedProcess, _ operation: KillOperation, _ arguments: [String]) throws {
    guard end.signal == nil else { return }
    #expect(end.status == 0, "\(arguments): \(end.output)\(end.errors)")
    switch operation {
    case .create:
      kept[end.json["id"].text] = Kept(content: disk, isReplica: false, name: "n\(round)")
    case .replicate:
      let target = end.json["tasks"][0]["target"]
      if let source = kept[arguments[2]] {
        kept[target["id"].text] = Kept(content: source.content, isReplica: true, name: target["name"].text)
      }
    case .delete:
      for id in end.json["done"].items.map(\.text) {
        kept[id] = nil
        gone.insert(id)
      }
    case .image:
      for disk in end.json["disks"].items {
        #expect(FileManager.default.contents(atPath: disk["path"].text) == kept[arguments[3]]?.content)
      }
      try? FileManager.default.removeItem(atPath: "\(home.folder)/images")
    case .collect, .importing: break
    }
  }

  private func list() throws -> [JSON] { try home.json("backups", "list").items }

  private func expectWhole(_ moment: String) throws {
    let answer = try home.run("store", "verify", "--json")
    #expect(answer.status == 0, "\(moment): \(answer.output)\(answer.errors)")
  }

  /// Whatever was acknowledged is there and available; what was deleted stays deleted.
  private func expectKept(_ listed: [JSON], _ moment: String) throws {
    let available = Set(listed.filter { $0["status"].text == "available" }.map { $0["id"].text })
    let all = Set(listed.map { $0["id"].text })
    // The one that was just being deleted may be gone or not.
    let missing = Set(kept.keys).subtracting(available).filter { !moment.contains("\"delete\", \"\($0)\"") }
    #expect(missing.isEmpty, "round \(round) lost \(missing) \(moment)")
    #expect(all.isDisjoint(with: gone), "round \(round): a deleted backup is back \(moment)")
  }

  /// Lets what was interrupted end, whoever moves it; tells whether there was anything.
  private func settle() throws -> Bool {
    var hadOpen = false
    for _ in 0..<20 {
      let tasks = try home.json("tasks", "list").items
      for task in tasks where task["status"].text == "success" {
        let bound = task["bytesTotal"].amount + Double(64 << 20)
        let moved = task["bytesTransferred"].amount
        #expect(moved.isNaN || moved <= bound, "moved twice: \(task)")
      }
      let open = tasks.filter { ["waiting", "running", "interrupted"].contains($0["status"].text) }
      if open.isEmpty {
        #expect(tasks.allSatisfy { $0["status"].text == "success" }, "\(tasks.map { $0["error"].text })")
        return hadOpen
      }
      hadOpen = true
      let end = try home.run("agent", "--until-idle")
      #expect(end.status == 0, "\(end.errors)")
    }
    Issue.record("round \(round): tasks never ended")
    return true
  }

  /// What a killed command had been admitted to do has been done by now.
  private func adopt(_ listed: [JSON], _ arguments: [String]) throws {
    let moment = "after round \(round), \(arguments)"
    let present = Set(listed.map { $0["id"].text })
    if arguments[1] == "delete", !present.contains(arguments[2]), kept[arguments[2]] != nil {
      kept[arguments[2]] = nil
      gone.insert(arguments[2])
    }
    try expectKept(listed, moment)
    for one in listed where kept[one["id"].text] == nil {
      let id = one["id"].text
      #expect(one["status"].text == "available", "\(moment): \(one)")
      if let source = kept[one["source"]["id"].text] {
        kept[id] = Kept(content: source.content, isReplica: true, name: one["name"].text)
      } else {
        #expect(one["name"].text == "n\(round)", "\(moment): nobody made \(one)")
        kept[id] = Kept(content: disk, isReplica: false, name: one["name"].text)
      }
    }
    try? FileManager.default.removeItem(atPath: "\(home.folder)/images")
  }

  /// Asked again, an import that was killed ends well and gives back every replica.
  private func expectImported(_ arguments: [String]) throws {
    try home.json("store", "import", arguments[2], "--take", "--home", otherHome)
    let listed = try home.json("backups", "list", "--home", otherHome).items
    #expect(Set(listed.map { $0["id"].text }) == Set(replicas))
    #expect(listed.allSatisfy { $0["status"].text == "available" && $0["source"]["region"].text == "east" })
    let whole = try home.run("store", "verify", "--home", otherHome, "--json")
    #expect(whole.status == 0, "\(whole.output)")
    for folder in [arguments[2], otherHome] { try FileManager.default.removeItem(atPath: folder) }
  }

  private func expectContent(_ id: String) throws {
    let image = try home.json("images", "create", "--backup", id, "--output", "\(home.folder)/images")
    let path = image["disks"][0]["path"].text
    #expect(FileManager.default.contents(atPath: path) == kept[id]?.content, "\(id) has other bytes")
    try FileManager.default.removeItem(atPath: "\(home.folder)/images")
  }
}
