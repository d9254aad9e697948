import Catalog
import Foundation
import Replication

/// Begins runs: claims them, finds what is eligible, admits one task for each.
struct PolicyRunner {
  let premises: Premises
  let rules: RuleBook
  let requester: Operator

  // MARK: - By hand

  /// Replicates a whole vault by hand; nothing is recorded where the whole is refused.
  func replicate(_ vault: String, to destination: Destination) throws -> VaultReplication {
    let selection = try selection(vault, to: destination, trigger: .manual)
    guard selection.refused.isEmpty else {
      return VaultReplication(skipped: selection.skipped, refused: selection.refused)
    }
    // Before anything is recorded: an unreachable store admits none.
    let admitter = Admitter(premises: premises, rules: rules, requester: requester)
    for request in selection.requests.prefix(1) { try admitter.requireStores(for: request) }
    let run = PolicyRun(
      id: premises.newID(), policy: nil, operation: .replication, vaults: [vault], destination: destination,
      trigger: .manual, requestedBy: requester, startedAt: premises.clock.now)
    return try perform(run, policy: nil) ?? VaultReplication(refused: selection.refused)
  }

  /// Runs a policy now.
  func run(_ policy: Policy) throws -> VaultReplication {
    let run = newRun(policy, slot: nil, note: nil)
    guard !policy.vaults.isEmpty else {
      return VaultReplication(refused: [
        Refusal(code: .nothingEligible, message: "\(policy.name) is applied to no vault.", field: .source)
      ])
    }
    return try perform(run, policy: policy) ?? VaultReplication()
  }

  // MARK: - Runs

  /// The row of a run that begins now.
  func newRun(_ policy: Policy, slot: Date?, note: String?) -> PolicyRun {
    PolicyRun(
      id: premises.newID(), policy: NamedReference(id: policy.id, name: policy.name), operation: policy.operation,
      vaults: policy.vaults.map(\.vault), destination: policy.destination, slot: slot, trigger: .policy,
      requestedBy: requester, startedAt: premises.clock.now, note: note)
  }

  /// Claims a run and admits its tasks; nil where another agent has its time.
  ///
  /// The lock is held until all is admitted, so that whoever finds the row without it knows that its maker died.
  func perform(_ run: PolicyRun, policy: Policy?) throws -> VaultReplication? {
    guard let lock = try premises.claims.take(run.id) else { return nil }
    // Tasks that ended while it was held ended the run for nobody.
    defer { premises.settleRuns() }
    defer { lock.release(removing: true) }
    guard try premises.catalog.write(durable: true, { try $0.claim(run) }) else { return nil }
    return try admit(run, policy: policy)
  }

  /// Admits the tasks of a run, all of them or those that a death left out; its lock is held.
  ///
  /// What was begun by hand and fails on the way is not tried again: the operator was told that it failed.
  func admit(_ run: PolicyRun, policy: Policy?) throws -> VaultReplication {
    do {
      return try admitAll(run, policy)
    } catch {
      if run.slot == nil { giveUp(run, error) }
      throw error
    }
  }

  private func admitAll(_ run: PolicyRun, _ policy: Policy?) throws -> VaultReplication {
    var outcome = VaultReplication()
    for vault in run.vaults {
      switch run.operation {
      case .replication: try replicate(vault, run, policy, &outcome)
      case .backup:
        guard let policy, let application = policy.vaults.first(where: { $0.vault == vault }) else { continue }
        try backUp(application, run, policy, &outcome)
      case .drill:
        guard let policy else { continue }
        let driller = PolicyDriller(premises: premises, rules: rules, requester: requester)
        let drilled = try driller.drill(vault, run, policy)
        outcome.tasks += drilled.tasks
        outcome.skipped += drilled.skipped
      }
    }
    try premises.cancelLate(of: run)
    let admitted = try premises.catalog.write(durable: true) { transaction in
      var present = try transaction.policyRun(run.id) ?? run
      present.admittedAt = premises.clock.now
      try transaction.put(present)
      return try transaction.policyRun(run.id) ?? present
    }
    outcome.run = admitted
    if outcome.tasks.isEmpty, outcome.refused.isEmpty {
      outcome.refused = [nothingEligible(run)]
    }
    return outcome
  }

  /// Ends the admission of a run for good, with the reason among its items, so that it counts as failed.
  private func giveUp(_ run: PolicyRun, _ cause: any Error) {
    let code = (cause as? any ExplainedError)?.explanation.code
    do {
      try premises.catalog.write(durable: true) { transaction in
        guard var present = try transaction.policyRun(run.id) else { return }
        present.admittedAt = premises.clock.now
        try transaction.put(present)
        try transaction.add(
          PolicyRunItem(
            source: NamedReference(id: run.id, name: run.policy?.name ?? "the run"),
            region: run.destination?.region ?? "", vault: run.vaults.first ?? "", outcome: .failed, code: code,
            message: "Nothing more was admitted. \(Words.line(cause))"), to: run.id)
      }
    } catch {
      // The next settling tries it all again; what is noted twice stands once.
      premises.notices.post(Words.line(error))
    }
  }

  private func nothingEligible(_ run: PolicyRun) -> Refusal {
    let what = run.policy?.name ?? "The vault"
    let why =
      switch run.operation {
      case .replication: "has nothing to replicate: no backup is eligible."
      case .backup: "has nothing to back up."
      case .drill: "has nothing to rebuild: no copy in its vaults is available."
      }
    return Refusal(
      code: .nothingEligible, message: "\(what) \(why)",
      field: .source, region: run.destination?.region, project: run.destination?.project, vault: run.vaults.first)
  }

  // MARK: - Replication

  /// Which backups of a vault go, which stay and why.
  func selection(_ vault: String, to destination: Destination, trigger: TaskTrigger) throws -> VaultSelection {
    try premises.catalog.read { transaction in
      guard let (row, backups, facts) = try transaction.vaultFacts(vault, to: destination, trigger: trigger) else {
        return VaultSelection(refused: [EngineRefusals.unknown("vault", vault, field: .vault)])
      }
      let regions = try transaction.regions()
      let selection = rules.vaultSelection(
        row, backups: backups, destination: destination,
        facts: { facts[$0.id] ?? ReplicaFacts(backup: $0, regions: regions) }, trigger: trigger)
      return fitting(selection, facts)
    }
  }

  /// Leaves out what the destination vault cannot hold together with those before it (S27).
  private func fitting(_ selection: VaultSelection, _ facts: [String: ReplicaFacts]) -> VaultSelection {
    var fitting = selection
    var taken: [String: Int64] = [:]
    for request in selection.requests {
      guard let fact = facts[request.backup], let vault = rules.resolvedVault(request, fact) else { continue }
      var later = fact
      later.destinationVaults = fact.destinationVaults.map { other in
        var other = other
        other.reserved += taken[other.id] ?? 0
        return other
      }
      let refused = rules.refusals(request, later)
      if refused.isEmpty {
        taken[vault.id, default: 0] += fact.backup.size
      } else {
        fitting.skipped += refused
        fitting.requests.removeAll { $0.backup == request.backup }
        fitting.eligible.removeAll { $0.id == request.backup }
      }
    }
    return fitting
  }

  private func replicate(
    _ vault: String, _ run: PolicyRun, _ policy: Policy?, _ outcome: inout VaultReplication
  ) throws {
    guard let destination = run.destination else { return }
    let selection = try selection(vault, to: destination, trigger: run.trigger)
    let names = try premises.catalog.read { transaction in
      Dictionary(try transaction.backups(vault: vault).map { ($0.id, $0) }) { first, _ in first }
    }
    let own = Set(try premises.catalog.read { try $0.tasks(parent: run.id) }.compactMap { $0.source?.id })
    // What forbids the whole is said once; of single backups nothing is said that this run itself has brought about.
    let whole = selection.refused.filter { $0.code != .nothingEligible }
    outcome.refused += whole
    for refusal in whole where own.isEmpty { try note(refusal, names[vault], vault, .failed, run) }
    for refusal in selection.skipped where !own.contains(refusal.source ?? "") {
      outcome.skipped.append(refusal)
      try note(refusal, names[refusal.source ?? ""], vault, .skipped, run)
    }
    for request in selection.requests {
      guard let backup = names[request.backup] else { continue }
      guard try !premises.isCancelled(run) else { break }
      try admit(request, backup, run, policy, &outcome)
    }
  }

  private func admit(
    _ request: ReplicaRequest, _ backup: Backup, _ run: PolicyRun, _ policy: Policy?,
    _ outcome: inout VaultReplication
  ) throws {
    var admitter = Admitter(premises: premises, rules: rules, requester: requester)
    admitter.lineage = Lineage(run: run.id, policy: policy?.id)
    if policy != nil, let refusal = try retry(request, &admitter.lineage) {
      outcome.skipped.append(refusal)
      return try note(refusal, backup, backup.vault.id, .skipped, run)
    }
    do {
      try admitter.requireStores(for: request)
      let verdict = try admitter.admit(request)
      outcome.skipped += verdict.refused
      for refusal in verdict.refused { try note(refusal, backup, backup.vault.id, .skipped, run) }
      guard let task = verdict.task else { return }
      outcome.tasks.append(task)
      try note(task, backup, run)
    } catch let error as any ExplainedError {
      guard policy != nil else { throw error }
      // The other backups may lie in stores that answer; the next run tries this one again.
      let refusal = Refusal(code: .notAvailable, message: Words.line(error), source: backup.id)
      try note(refusal, backup, backup.vault.id, .failed, run, code: error.explanation.code)
    }
  }

  /// Notes which retry of an earlier failure this is; a refusal where there were enough (S22).
  private func retry(_ request: ReplicaRequest, _ lineage: inout Lineage) throws -> Refusal? {
    let region = request.destination.region
    let last = try premises.catalog.read { try $0.lastPolicyTask(source: request.backup, region: region) }
    guard let last, last.status == .failed || last.status == .cancelled else { return nil }
    // A cancellation is no failure, but it forgives none either.
    lineage.retries = last.retries + (last.status == .failed ? 1 : 0)
    guard last.status == .failed else { return nil }
    let cause = last.error ?? "no reason was noted"
    guard rules.policyRetries(afterFailures: lineage.retries) else {
      return rules.retriesUsed(failures: lineage.retries, cause: cause, backup: request.backup, region: region)
    }
    lineage.note = rules.retryNote(lineage.retries, cause: cause)
    return nil
  }

  // MARK: - Backups

  private func backUp(
    _ application: PolicyVault, _ run: PolicyRun, _ policy: Policy, _ outcome: inout VaultReplication
  ) throws {
    guard let vault = try premises.catalog.vault(application.vault) else {
      let refusal = EngineRefusals.unknown("vault", application.vault, field: .vault)
      outcome.refused.append(refusal)
      return try note(refusal, nil, application.vault, .failed, run)
    }
    let own = Set(try premises.catalog.read { try $0.tasks(parent: run.id) }.compactMap { $0.source?.id })
    for resource in try premises.resources(try premises.contextFile()) where application.takes(resource, into: vault) {
      guard !own.contains(resource.reference.id) else { continue }
      guard try !premises.isCancelled(run) else { break }
      var admitter = Admitter(premises: premises, rules: rules, requester: requester)
      admitter.lineage = Lineage(run: run.id, policy: policy.id)
      let source = NamedReference(id: resource.reference.id, name: resource.reference.name)
      do {
        let verdict = try admitter.admit(
          BackupRequest(type: resource.type, resource: source.id, vault: vault.id, allowOpen: policy.allowOpen))
        outcome.skipped += verdict.refused
        for refusal in verdict.refused { try add(item(source, vault, .failed, refusal), run) }
        guard let task = verdict.task else { continue }
        outcome.tasks.append(task)
        var done = item(source, vault, .admitted, nil)
        done.task = task.id
        try add(done, run)
      } catch let error as any ExplainedError {
        var failed = item(source, vault, .failed, nil)
        (failed.code, failed.message) = (error.explanation.code, Words.line(error))
        try add(failed, run)
      }
    }
  }

  // MARK: - What is written down

  private func item(
    _ source: NamedReference, _ vault: Vault, _ outcome: PolicyRunItem.Outcome, _ refusal: Refusal?
  ) -> PolicyRunItem {
    PolicyRunItem(
      source: source, region: vault.region, vault: vault.id, outcome: outcome, code: refusal?.code.rawValue,
      message: refusal?.message)
  }

  private func note(
    _ refusal: Refusal, _ backup: Backup?, _ vault: String, _ outcome: PolicyRunItem.Outcome, _ run: PolicyRun,
    code: String? = nil
  ) throws {
    try add(
      PolicyRunItem(
        source: NamedReference(id: backup?.id ?? vault, name: backup?.name ?? ""),
        region: run.destination?.region ?? "", vault: vault, outcome: outcome, code: code ?? refusal.code.rawValue,
        message: refusal.message), run)
  }

  private func note(_ task: CloudTask, _ backup: Backup, _ run: PolicyRun) throws {
    try add(
      PolicyRunItem(
        source: NamedReference(id: backup.id, name: backup.name), region: run.destination?.region ?? "",
        vault: backup.vault.id, outcome: .admitted, message: task.note, task: task.id), run)
  }

  private func add(_ item: PolicyRunItem, _ run: PolicyRun) throws {
    try premises.catalog.write(durable: false) { try $0.add(item, to: run.id) }
  }
}
