import Foundation
import TerminalSupport
import Testing

/// Kills the real program with -9 at random moments and keeps its own account of what has to be there.
final class KillHarness {
  /// A backup or replica that was acknowledged, and what it holds.
  struct Kept {
    var content: KillSources.Content
    var isReplica: Bool
    var name: String
  }

  /// How often, how large, from which seed.
  struct Plan {
    var seed: UInt64
    var mebibytes: Int
    /// One backup of so many is of a disk that is new all over; 0: none is.
    var wholly: Int
  }

  let home: CommandHome
  let plan: Plan
  var sources: KillSources
  var numbers: SeededNumbers
  var kept: [String: Kept] = [:]
  var gone: Set<String> = []
  var round = 0
  /// How long each operation takes when it is left alone, in microseconds, so that kills fall into all of it.
  private var durations: [KillOperation: Double] = [:]
  /// How many rounds of each operation died, and how many were faster than the kill.
  private(set) var died: [KillOperation: Int] = [:]
  private(set) var finished: [KillOperation: Int] = [:]

  init(_ plan: Plan) throws {
    self.plan = plan
    numbers = SeededNumbers(seed: plan.seed)
    home = try CommandHome()
    try home.addRegions()
    sources = try KillSources(home, mebibytes: plan.mebibytes, seed: plan.seed)
    try home.json("servers", "add", "s", "--region", "east", "--disk", "system:\(sources.diskPath)")
    for (name, region, protection) in [("tb", "east", "backup"), ("tr", "west", "replication")] {
      try home.json(
        "vaults", "create", name, "--region", region, "--type", "turbo", "--protection", protection, "--capacity",
        "10GiB")
    }
    try home.json("filesystems", "add", "share", "--region", "east", "--path", sources.treePath)
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
    if operation == .restoreTree { try expectRestored(arguments) }
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
    let leftovers = (FileManager.default.subpaths(atPath: home.home) ?? []).filter { $0.hasSuffix(".new") }
    #expect(leftovers == [], "half-written files stay in the home")
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
      finished[operation, default: 0] += 1
      // It ended before the kill: the time until then is more than it takes.
      let taken = Double(DispatchTime.now().uptimeNanoseconds - start) / 1_000
      durations[operation] = min(taken, usual)
    } else {
      died[operation, default: 0] += 1
      durations[operation] = usual * 1.05
    }
    return end
  }
}
