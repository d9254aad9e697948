public import struct Foundation.Date

/// Plays the policies forward: a pure function of the world and the time.
///
/// The same rules and the same retention decide as in earnest (S25). Runs take no time, every task succeeds, a new
/// backup is as large as its resource is today, and nobody does anything by hand.
public struct Simulator: Sendable {
  private struct Key: Hashable {
    var backup: String
    var region: String
  }

  private struct Told: Hashable {
    var policy: String
    var source: String
    var code: RefusalCode
  }

  private let rules: RuleBook
  private var world: PolicyWorld
  private var rows: [String: Backup] = [:]
  private var order: [String: [String]] = [:]
  private var replicas: [Key: String] = [:]
  private var ledger: [Key: Date] = [:]
  private var future: Set<String> = []
  private var told: Set<Told> = []
  private var blockedNow: Set<Key> = []

  /// Begins with a world.
  public init(rules: RuleBook, world: PolicyWorld) {
    self.rules = rules
    self.world = world
    for entry in world.ledger { ledger[Key(backup: entry.backup, region: entry.region)] = entry.date }
    for backup in world.backups { add(backup) }
  }

  /// What happens within so many days.
  public static func run(_ world: PolicyWorld, rules: RuleBook, from now: Date, days: Int) -> Simulation {
    var simulator = Simulator(rules: rules, world: world)
    return simulator.play(from: now, through: now.addingTimeInterval(Double(days) * 86_400))
  }

  private mutating func play(from now: Date, through end: Date) -> Simulation {
    var simulation = Simulation(from: now, through: end)
    blockedNow = Set(blockedKeys())
    for (date, policy) in slots(from: now, through: end) {
      var run = SimulatedRun(
        date: date, policy: NamedReference(id: policy.id, name: policy.name), operation: policy.operation)
      for application in policy.vaults {
        switch policy.operation {
        case .backup: backUp(policy, application, &run)
        case .replication: replicate(policy, application, &run)
        case .drill: drill(application, &run)
        }
      }
      if policy.operation != .drill, policy.drill != nil { run.drills = newest(of: run.backups + run.replicas) }
      prune(policy, &run)
      simulation.runs.append(run)
    }
    simulation.blocked = blockedKeys().compactMap { key in
      guard let backup = rows[key.backup], let date = ledger[key] else { return nil }
      return BlockedReplication(
        backup: NamedReference(id: backup.id, name: backup.name), region: key.region, replicated: date,
        isToday: blockedNow.contains(key))
    }
    return simulation
  }

  /// All runs in the order of time; of equal moments what makes backups comes first, what rebuilds them last.
  private func slots(from now: Date, through end: Date) -> [(Date, Policy)] {
    let found = world.policies.enumerated().filter { $0.element.isEnabled }.flatMap { index, policy in
      policy.schedule.runs(after: max(now, policy.since), through: end).map { ($0, index, policy) }
    }
    func rank(_ policy: Policy) -> Int { PolicyOperation.inOrder.firstIndex(of: policy.operation) ?? 0 }
    return found.sorted { ($0.0, rank($0.2), $0.1) < ($1.0, rank($1.2), $1.1) }.map { ($0.0, $0.2) }
  }

  // MARK: - Runs

  private mutating func backUp(_ policy: Policy, _ application: PolicyVault, _ run: inout SimulatedRun) {
    guard let vault = world.vaults.firstIndex(where: { $0.id == application.vault }) else { return }
    for resource in world.resources where application.takes(resource, into: world.vaults[vault]) {
      let place = world.vaults[vault]
      guard place.autoExpand || resource.size <= place.free else {
        let refusal = Refusal(
          code: .vaultCapacity, message: RuleWording.simulatedCapacity(resource.size, vault: place), field: .vault,
          source: resource.reference.id, vault: place.id)
        skip(policy, resource.reference.name, refusal, &run)
        continue
      }
      let id = newID()
      let backup = Backup(
        id: id, name: DefaultNames.backup(of: resource.reference.name, at: run.date), type: resource.type,
        status: .available, region: resource.region, project: resource.project,
        vault: NamedReference(id: place.id, name: place.name), resource: resource.reference, size: resource.size,
        containsSystemDisk: resource.hasSystemDisk, createdAt: run.date, verifiedAt: run.date, policy: policy.id)
      add(backup)
      take(resource.size, in: place.id)
      run.backups.append(SimulatedItem(backup, isFuture: true))
    }
  }

  private mutating func replicate(_ policy: Policy, _ application: PolicyVault, _ run: inout SimulatedRun) {
    guard let destination = policy.destination else { return }
    for id in order[application.vault] ?? [] {
      let key = Key(backup: id, region: destination.region)
      // What is there, or was there by policy, is the usual case and needs no verdict.
      guard let backup = rows[id], replicas[key] == nil, ledger[key] == nil else { continue }
      let request = ReplicaRequest(backup: id, destination: destination, trigger: .policy)
      let facts = ReplicaFacts(
        backup: backup, sourceVault: world.vaults.first { $0.id == application.vault }, regions: world.regions,
        destinationVaults: world.vaults.filter { $0.region == destination.region })
      let refused = rules.refusals(request, facts)
      guard refused.isEmpty, let vault = rules.resolvedVault(request, facts) else {
        for refusal in refused { skip(policy, backup.name, refusal, &run) }
        continue
      }
      let replica = replica(of: backup, in: vault, policy, at: run.date)
      add(replica)
      take(replica.size, in: vault.id)
      ledger[key] = run.date
      run.replicas.append(SimulatedItem(replica, isFuture: true))
    }
  }

  private mutating func replica(of backup: Backup, in vault: Vault, _ policy: Policy, at date: Date) -> Backup {
    var replica = backup
    replica.id = newID()
    replica.name = DefaultNames.replica(of: backup)
    (replica.kind, replica.region, replica.project) = (.replica, vault.region, vault.project)
    replica.vault = NamedReference(id: vault.id, name: vault.name)
    replica.source = SourceLink(id: backup.id, region: backup.region)
    (replica.verifiedAt, replica.policy, replica.locked) = (date, policy.id, false)
    replica.status = .available
    return replica
  }

  private func drill(_ application: PolicyVault, _ run: inout SimulatedRun) {
    run.drills += DrillChoice.newest(of: (order[application.vault] ?? []).compactMap { rows[$0] })
      .map { SimulatedItem($0, isFuture: future.contains($0.id)) }
  }

  private func newest(of made: [SimulatedItem]) -> [SimulatedItem] {
    DrillChoice.newest(of: made.compactMap { rows[$0.id] }).map { SimulatedItem($0, isFuture: true) }
  }

  private mutating func prune(_ policy: Policy, _ run: inout SimulatedRun) {
    guard !policy.retention.keepsEverything else { return }
    let made = rows.values.filter { $0.policy == policy.id }.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    let verdicts = policy.retention.judge(made.map { RetentionItem($0) }, at: run.date, zone: policy.schedule.zone)
    for (backup, verdict) in zip(made, verdicts) where !verdict.isKept {
      run.deleted.append(SimulatedItem(backup, isFuture: future.contains(backup.id)))
      remove(backup)
    }
  }

  // MARK: - State

  private mutating func add(_ backup: Backup) {
    rows[backup.id] = backup
    order[backup.vault.id, default: []].append(backup.id)
    if let source = backup.source { replicas[Key(backup: source.id, region: backup.region)] = backup.id }
  }

  private mutating func remove(_ backup: Backup) {
    rows[backup.id] = nil
    order[backup.vault.id]?.removeAll { $0 == backup.id }
    if let source = backup.source { replicas[Key(backup: source.id, region: backup.region)] = nil }
    take(-backup.size, in: backup.vault.id)
  }

  private mutating func take(_ bytes: Int64, in vault: String) {
    guard let index = world.vaults.firstIndex(where: { $0.id == vault }) else { return }
    world.vaults[index].used &+= bytes
    let isOver = world.vaults[index].autoExpand && world.vaults[index].free < 0
    if isOver { world.vaults[index].capacity = world.vaults[index].used &+ world.vaults[index].reserved }
  }

  private mutating func skip(_ policy: Policy, _ name: String, _ refusal: Refusal, _ run: inout SimulatedRun) {
    let news = Told(policy: policy.id, source: refusal.source ?? "", code: refusal.code)
    if told.insert(news).inserted { run.skipped.append(SimulatedSkip(name: name, refusal: refusal)) }
  }

  private mutating func newID() -> String {
    let id = "future-\(future.count + 1)"
    future.insert(id)
    return id
  }

  /// Backups that are there, were replicated by policy once, and have no replica there any more.
  private func blockedKeys() -> [Key] {
    ledger.keys.filter { rows[$0.backup] != nil && replicas[$0] == nil }
      .sorted { ($0.backup, $0.region) < ($1.backup, $1.region) }
  }
}
