import Catalog
import CloudWire
import Foundation
public import Replication

extension HuaweiAccount {
  /// Says which backups of a vault would go, and why the others would stay (S62).
  public func planVault(_ vault: String, to destination: Destination) async throws -> VaultPlan {
    _ = try await refreshFacts(ofVault: vault, to: destination)
    let (selection, choices) = try select(vault, to: destination)
    let allowed = choices.map { choice in
      Plan.Allowed(
        source: choice.backup.id,
        destination: Destination(region: choice.vault.region, project: choice.vault.project, vault: choice.vault.id),
        name: choice.name, traffic: choice.backup.size, toTransfer: nil)
    }
    return VaultPlan(
      plan: Plan(allowed: allowed, refused: selection.refused), skipped: selection.skipped,
      skippedCount: selection.skippedCount)
  }

  /// Asks for replicas of everything in a vault that can go, in one request; each is a task under one parent (S62).
  public func replicateVault(
    _ vault: String, to destination: Destination, by requester: Operator
  ) async throws -> VaultReplication {
    let before = try await refreshFacts(ofVault: vault, to: destination)
    let (selection, choices) = try select(vault, to: destination)
    guard let target = choices.first?.vault, let row = try catalog.vault(vault) else {
      return VaultReplication(skipped: selection.skipped, refused: selection.refused)
    }
    let place = HuaweiPlace(region: row.region, project: row.project)
    let wish = CBRReplicate(
      vaultId: vault, destinationRegion: target.region, destinationProjectId: target.project,
      destinationVaultId: target.id)
    do {
      let records = try await records(wish, of: choices, beyond: before, place)
      return try begin(records, choices, vault: row, selection, by: requester, place)
    } catch let error as HuaweiError {
      guard let refused = refusedError(error, region: target.region, project: target.project, vault: vault) as? Refused
      else { throw error }
      return VaultReplication(skipped: selection.skipped, refused: refused.refusals)
    }
  }

  /// Asks once; after a lost answer the records that were not there before are ours.
  ///
  /// - Returns: the record of each backup; one without a record did not begin as far as can be seen.
  private func records(
    _ wish: CBRReplicate, of choices: [Choice], beyond before: [String: Set<String>], _ place: HuaweiPlace
  ) async throws -> [String: String] {
    let accepted: [CBRReplication.Item]
    do {
      accepted = try await client.replicateVault(wish, place).backups ?? []
    } catch {
      guard error.mayHaveBeenDone else { throw error }
      let found = try await newRecords(wish, of: choices, beyond: before, place)
      guard !found.isEmpty else { throw error }
      return found
    }
    let named = Dictionary(accepted.compactMap { item in item.replicationRecordId.map { (item.backupId, $0) } }) {
      first, _ in first
    }
    let rest = choices.filter { named[$0.backup.id] == nil }
    if rest.isEmpty { return named }
    do {
      return named.merging(try await newRecords(wish, of: rest, beyond: before, place)) { first, _ in first }
    } catch is HuaweiError {
      // It was accepted all the same: a failure to look must not read as a failure to begin.
      return named
    }
  }

  /// The records of chosen backups that were not there before; those whose tasks have ended since count, too.
  private func newRecords(
    _ wish: CBRReplicate, of choices: [Choice], beyond before: [String: Set<String>], _ place: HuaweiPlace
  ) async throws -> [String: String] {
    let after = try await sync.read(vault: wish.vaultId ?? "", place)
    var found: [String: String] = [:]
    for id in choices.map(\.backup.id) {
      found[id] = try after[id]?.subtracting(before[id] ?? []).sorted().first { record in
        try catalog.task(record)?.target?.region == wish.destinationRegion
      }
    }
    return found
  }

  private func begin(
    _ records: [String: String], _ choices: [Choice], vault: Vault, _ selection: VaultSelection, by requester: Operator,
    _ place: HuaweiPlace
  ) throws -> VaultReplication {
    var run = PolicyRun(
      id: UUID().uuidString.lowercased(), policy: nil, operation: .replication, vaults: [vault.id],
      destination: choices.first.map {
        Destination(region: $0.vault.region, project: $0.vault.project, vault: $0.vault.id)
      }, trigger: .manual, requestedBy: requester, startedAt: clock.now)
    run.admittedAt = clock.now
    let row = run
    try catalog.write(durable: true) { try $0.put(row) }
    var tasks: [CloudTask] = []
    var skipped = selection.skipped
    for choice in choices {
      guard let record = records[choice.backup.id] else {
        skipped.append(Self.unnamed(choice, withVault: true))
        continue
      }
      let request = ReplicaRequest(backup: choice.backup.id, destination: row.destination ?? Destination(region: ""))
      tasks.append(try note(record, choice, request, parent: row.id, by: requester, place))
    }
    lookout.nudge()
    return VaultReplication(run: row, tasks: tasks, skipped: skipped)
  }

  /// Reads what the rules look at: the vaults of the destination, the vault's backups and their records.
  private func refreshFacts(ofVault id: String, to destination: Destination) async throws -> [String: Set<String>] {
    guard let vault = try catalog.vault(id) else { return [:] }
    let region = try catalog.regions().first { $0.id == destination.region }
    if let region, let project = destination.project ?? region.defaultProject?.id {
      try await sync.refreshVaults(HuaweiPlace(region: region.id, project: project))
    }
    return try await sync.read(vault: id, HuaweiPlace(region: vault.region, project: vault.project))
  }

  /// What goes; because the cloud takes all of a vault or nothing, all of it has to fit.
  private func select(_ vault: String, to destination: Destination) throws -> (VaultSelection, [Choice]) {
    try catalog.read { transaction in
      guard let (row, backups, facts) = try transaction.vaultFacts(vault, to: destination, trigger: .manual) else {
        let message = "There is no vault \(vault.debugDescription)."
        return (
          VaultSelection(refused: [Refusal(code: .unknownID, message: message, field: .vault, vault: vault)]), []
        )
      }
      let regions = try transaction.regions()
      var selection = rules.vaultSelection(
        row, backups: backups, destination: destination,
        facts: { facts[$0.id] ?? ReplicaFacts(backup: $0, regions: regions) }, trigger: .manual)
      if let first = selection.requests.first, var all = facts[first.backup] {
        all.backup.size = selection.traffic
        selection.refused += rules.refusals(first, all).map { refusal in
          var whole = refusal
          (whole.source, whole.region) = (nil, destination.region)
          return whole
        }
      }
      guard selection.refused.isEmpty else { return (selection, []) }
      return (
        selection,
        selection.requests.compactMap { request in
          guard let fact = facts[request.backup], let target = rules.resolvedVault(request, fact) else { return nil }
          // The cloud names what it makes of a whole vault itself.
          return Choice(backup: fact.backup, vault: target, name: fact.backup.name)
        }
      )
    }
  }
}
