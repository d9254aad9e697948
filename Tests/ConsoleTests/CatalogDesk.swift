import Canvas
import Catalog
import Console
import Foundation
import Replication

/// A console on a real catalog; a cloud of rules admits into it, task by task, as the engine does.
final class CatalogDesk {
  private(set) var state: ConsoleState
  let catalog: Catalog
  private let folder: String
  private let rules = RuleBook(profile: .embedded)
  /// What is to be done next; one piece of a submission at most.
  private(set) var waiting: [Effect] = []

  init(backups: [Backup], vaults: [Vault], replicas: [Backup] = []) throws {
    folder = NSTemporaryDirectory() + "console-\(UUID().uuidString)"
    catalog = try Catalog.open(at: folder + "/catalog.db")
    try catalog.write(durable: false) { transaction in
      for region in Fixtures.regions { try transaction.put(region) }
      for vault in vaults { try transaction.put(vault) }
      for backup in backups + replicas { try transaction.put(backup) }
    }
    state = ConsoleState(
      setup: ConsoleSetup(
        size: Size(columns: 100, rows: 30), themes: ThemeLibrary.offers, context: "real",
        requester: Fixtures.requester, scope: Scope(region: Fixtures.hongKong.id), now: Fixtures.now))
    try send(.started)
  }

  deinit {
    // A folder that stays in the temporary one disturbs nobody.
    try? FileManager.default.removeItem(atPath: folder)
  }

  var text: String { view(state).text }

  func press(_ keys: Key...) throws { for key in keys { try send(.input(.key(key))) } }

  /// Sends an event; what is read is answered at once, what is asked of the cloud waits for `work`.
  func send(_ event: ConsoleEvent) throws {
    var queue = update(&state, event)
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      if let answer = try read(effect) { queue += update(&state, answer) } else { waiting.append(effect) }
    }
  }

  /// Does what was asked of the cloud so far; false where there was nothing.
  func work() throws -> Bool {
    let effects = waiting
    waiting = []
    var hasWorked = false
    for effect in effects {
      guard let answer = try change(effect) else { continue }
      hasWorked = true
      try send(answer)
    }
    return hasWorked
  }

  private func read(_ effect: Effect) throws -> ConsoleEvent? {
    switch effect {
    case .regions: .regions(try catalog.regions())
    case .counts(let scope, let request): .counts(try catalog.counts(scope), request: request)
    case .placeCounts(let request): .placeCounts(try catalog.placeCounts(), request: request)
    case .activity(let limit): .activity(try catalog.activity(limit: limit))
    case .rows(let listing, let anchor, let limit, let request):
      .rows(try catalog.rows(listing, at: anchor, limit: limit), request: request)
    case .tasks(let id, let limit, let request):
      .tasks(try catalog.tasks(touching: id, limit: limit), request: request)
    case .vaults(let region, let request): .vaults(try catalog.vaults(region: region), request: request)
    case .find(_, let id, let request): .found(try catalog.backup(id).map { .backup($0) }, request: request)
    default: nil
    }
  }

  private func change(_ effect: Effect) throws -> ConsoleEvent? {
    switch effect {
    case .startTimer(.plan, _): return .timer(.plan)
    case .planReplicas(let requests, let request): return .plan(try plan(requests), request: request)
    case .createReplicas(let requests, let request):
      var admission = Admission()
      for one in requests { try admit(one, &admission) }
      return .admitted(admission, request: request)
    case .delete(let request, let number): return .deleted(try delete(request), request: number)
    default: return nil
    }
  }

  private func plan(_ requests: [ReplicaRequest]) throws -> Plan {
    var plan = Plan()
    for request in requests {
      let (backup, refusals) = try catalog.read { try judge(request, $0) }
      plan.refused += refusals
      guard let backup, refusals.isEmpty else { continue }
      plan.allowed.append(
        Plan.Allowed(
          source: backup.id, destination: request.destination, name: backup.name, traffic: backup.size,
          toTransfer: backup.size))
    }
    return plan
  }

  private func judge(_ request: ReplicaRequest, _ transaction: CatalogTransaction) throws -> (Backup?, [Refusal]) {
    guard let backup = try transaction.backup(request.backup) else { return (nil, []) }
    let record = backup.replicas.first { $0.region == request.destination.region }
    return (
      backup,
      rules.refusals(
        request,
        ReplicaFacts(
          backup: backup, regions: Fixtures.regions,
          destinationVaults: try transaction.vaults(region: request.destination.region),
          existingReplica: try record.flatMap { try transaction.backup($0.id) }))
    )
  }

  private func admit(_ request: ReplicaRequest, _ admission: inout Admission) throws {
    try catalog.write(durable: false) { transaction in
      let (backup, refusals) = try judge(request, transaction)
      admission.refused += refusals
      guard let backup, refusals.isEmpty, let vault = request.destination.vault else { return }
      var replica = backup
      (replica.id, replica.kind, replica.status) = ("copy-\(backup.id)", .replica, .protecting)
      replica.region = request.destination.region
      replica.vault = NamedReference(id: vault, name: "dr")
      replica.source = SourceLink(id: backup.id, region: backup.region)
      try transaction.put(replica)
      var task = Fixtures.task(1, of: backup, to: Fixtures.bangkok, .waiting)
      (task.id, task.target) = (
        "task-\(backup.id)", TaskEndpoint(id: replica.id, name: backup.name, region: replica.region, vault: vault)
      )
      try transaction.put(task)
      admission.tasks.append(task)
    }
  }

  private func delete(_ request: DeletionRequest) throws -> Deletion {
    var deletion = Deletion()
    for id in request.ids {
      try catalog.write(durable: false) { transaction in
        guard let backup = try transaction.backup(id) else { return }
        let refused = rules.deletionRefusals(
          backup, tasks: try transaction.tasks(touching: id, limit: 10), hasOtherVerifiedCopy: true, confirmed: [])
        deletion.refused += refused
        if !refused.isEmpty { return }
        try transaction.removeBackup(id)
        deletion.done.append(id)
      }
    }
    return deletion
  }
}
