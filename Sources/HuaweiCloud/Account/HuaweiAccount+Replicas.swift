import Catalog
import CloudWire
public import Replication

extension HuaweiAccount {
  /// Asks for replicas one by one, each with its own outcome (S18).
  public func createReplicas(_ requests: [ReplicaRequest], by requester: Operator) async throws -> Admission {
    try await createReplicas(requests, by: requester, instead: nil)
  }

  /// - Parameter failed: the id of what an earlier attempt left behind, which takes nobody's place (S22).
  func createReplicas(
    _ requests: [ReplicaRequest], by requester: Operator, instead failed: String?
  ) async throws -> Admission {
    var admission = Admission()
    var withheld: HuaweiError?
    for request in requests {
      do {
        let one = try await admit(request, by: requester, instead: failed)
        admission.tasks += one.tasks
        admission.refused += one.refused
      } catch let error as HuaweiError where error.isWithheld {
        // A dry run shows the requests of all of them.
        withheld = error
      }
    }
    if let withheld { throw withheld }
    return admission
  }

  /// Says what `createReplicas` would do, by the same evaluation of what is known now.
  public func plan(_ requests: [ReplicaRequest]) async throws -> Plan {
    var plan = Plan()
    for request in requests {
      _ = try await refreshFacts(of: request)
      let (choice, refused) = try judge(request)
      plan.refused += refused
      guard let choice else { continue }
      plan.allowed.append(
        Plan.Allowed(
          source: choice.backup.id,
          destination: Destination(region: choice.vault.region, project: choice.vault.project, vault: choice.vault.id),
          name: choice.name, traffic: choice.backup.size, toTransfer: nil))
    }
    return plan
  }

  /// A request that may go, with everything it left open filled in.
  struct Choice {
    var backup: Backup
    var vault: Vault
    var name: String
  }

  /// Reads what the rules look at: the source, and the vaults of the destination.
  ///
  /// - Returns: the ids of the records the source has already; nil where it is not known or gone.
  private func refreshFacts(of request: ReplicaRequest) async throws -> Set<String>? {
    guard let source = try catalog.backup(request.backup) else { return nil }
    let destination = try catalog.regions().first { $0.id == request.destination.region }
    if let destination, let project = request.destination.project ?? destination.defaultProject?.id {
      try await sync.refreshVaults(HuaweiPlace(region: destination.id, project: project))
    }
    let place = HuaweiPlace(region: source.region, project: source.project)
    guard let row = try await sync.read(backup: source.id, place).row else { return nil }
    return Set((row.replicationRecords?.rows ?? []).map(\.id))
  }

  private func judge(_ request: ReplicaRequest, instead failed: String? = nil) throws -> (Choice?, [Refusal]) {
    try catalog.read { transaction in
      guard var facts = try transaction.replicaFacts(for: request) else {
        let refusal = Refusal(
          code: .unknownID, message: "There is no backup \(request.backup.debugDescription).", field: .source,
          source: request.backup, region: request.destination.region)
        return (nil, [refusal])
      }
      if facts.existingReplica?.id == failed { facts.existingReplica = nil }
      let refused = rules.refusals(request, facts)
      guard refused.isEmpty, let vault = rules.resolvedVault(request, facts) else { return (nil, refused) }
      return (
        Choice(backup: facts.backup, vault: vault, name: request.name ?? DefaultNames.replica(of: facts.backup)), []
      )
    }
  }

  private func admit(
    _ request: ReplicaRequest, by requester: Operator, instead failed: String?
  ) async throws -> Admission {
    let before = try await refreshFacts(of: request)
    let (choice, refused) = try judge(request, instead: failed)
    guard let choice, let before else { return Admission(refused: refused) }
    let wish = CBRReplicate(
      name: choice.name, description: request.description.isEmpty ? nil : request.description,
      destinationRegion: choice.vault.region, destinationProjectId: choice.vault.project,
      destinationVaultId: choice.vault.id)
    let place = HuaweiPlace(region: choice.backup.region, project: choice.backup.project)
    do {
      let accepted = try await client.replicate(choice.backup.id, wish, place)
      guard let record = accepted.replicationRecordId else {
        return try await beginUnnamed(choice, request, beyond: before, by: requester, place)
      }
      return try begin(record, choice, request, by: requester, place)
    } catch let error as HuaweiError {
      if error.mayHaveBeenDone {
        let record = try await record(of: choice, beyond: before, place)
        guard let record else { throw error }
        return try begin(record, choice, request, by: requester, place)
      }
      guard let refusal = refusal(error, choice, request) else { throw error }
      return Admission(refused: [refusal])
    }
  }

  /// Looks for what a request without an answer may have started; a second one is never sent.
  private func record(of choice: Choice, beyond before: Set<String>, _ place: HuaweiPlace) async throws -> String? {
    let row = try await sync.read(backup: choice.backup.id, place).row
    return row?.replicationRecords?.rows.first { record in
      record.destinationRegion == choice.vault.region && !before.contains(record.id)
    }?.id
  }

  /// Notes who asked, and gives the target its name and description until the cloud shows its own row.
  private func begin(
    _ record: String, _ choice: Choice, _ request: ReplicaRequest, by requester: Operator, _ place: HuaweiPlace
  ) throws -> Admission {
    let task = try note(record, choice, request, parent: nil, by: requester, place)
    lookout.nudge()
    return Admission(tasks: [task])
  }

  /// Looks for the record of a request that was accepted without naming one.
  private func beginUnnamed(
    _ choice: Choice, _ request: ReplicaRequest, beyond before: Set<String>, by requester: Operator,
    _ place: HuaweiPlace
  ) async throws -> Admission {
    let found: String?
    do {
      found = try await record(of: choice, beyond: before, place)
    } catch is HuaweiError {
      // It was accepted all the same: a failure to look must not read as a failure to begin.
      found = nil
    }
    if let found { return try begin(found, choice, request, by: requester, place) }
    lookout.nudge()
    return Admission(refused: [Self.unnamed(choice)])
  }

  /// What is said of a replication that the cloud accepted, and shows no record of.
  ///
  /// - Parameter withVault: Whether the whole vault was asked for.
  static func unnamed(_ choice: Choice, withVault: Bool = false) -> Refusal {
    let name = choice.backup.name
    let (subject, missing, again) =
      withVault ? ("the vault", "no task of \(name)", "for it alone") : (name, "no task of it yet", "again")
    return Refusal(
      code: .requestInFlight,
      message: "Huawei Cloud accepted the replication of \(subject), but shows \(missing). "
        + "Refresh \(choice.backup.region) in a minute and look at the tasks before asking \(again).",
      field: .source, source: choice.backup.id, region: choice.vault.region, project: choice.vault.project,
      vault: choice.vault.id)
  }

  /// Puts the task of a record, and the row of its target.
  func note(
    _ record: String, _ choice: Choice, _ request: ReplicaRequest, parent: String?, by requester: Operator,
    _ place: HuaweiPlace
  ) throws -> CloudTask {
    try catalog.write(durable: true) { transaction -> CloudTask in
      var task =
        try transaction.task(record)
        ?? CloudTask(
          id: record, type: .replication, status: .waiting, requestedBy: requester, bytesTotal: choice.backup.size,
          bytesTransferred: nil, createdAt: clock.now)
      task.requestedBy = requester
      task.trigger = request.trigger
      task.parent = parent
      task.source = TaskEndpoint(
        id: choice.backup.id, name: choice.backup.name, region: choice.backup.region, vault: choice.backup.vault.id)
      task.target = TaskEndpoint(
        id: task.target?.id ?? record, name: choice.name, region: choice.vault.region, vault: choice.vault.id)
      if task.status == .waiting, try transaction.backup(record) == nil {
        let rows = CatalogRows(place: place, vaultNames: [choice.vault.id: choice.vault.name], now: clock.now)
        let row = rows.placeholder(
          task, of: choice.backup, project: choice.vault.project, description: request.description)
        if let row { try transaction.put(row) }
      }
      try transaction.put(task)
      try transaction.appendAudit(
        audit(
          "replication", choice.backup.id, region: choice.vault.region, by: requester,
          facts: ["task": record, "vault": choice.vault.id]))
      return task
    }
  }

  /// The cloud's refusal as one of our rules; nil where no rule of ours says the same.
  private func refusal(_ error: HuaweiError, _ choice: Choice, _ request: ReplicaRequest) -> Refusal? {
    guard case .failure(let failure) = error, var code = HuaweiCodes.rule(failure.code) else { return nil }
    if code == .notECS, choice.backup.type == .disk { code = .diskBackup }
    return Refusal(
      code: code, message: failure.vendorWords, field: Self.field(code), source: choice.backup.id,
      region: choice.vault.region, project: choice.vault.project, vault: choice.vault.id)
  }

  private static func field(_ code: RefusalCode) -> RequestField? {
    switch code {
    case .regionNotCapable, .replicaExists, .requestInFlight: .region
    case .vaultKind, .vaultCapacity: .vault
    default: .source
    }
  }
}
