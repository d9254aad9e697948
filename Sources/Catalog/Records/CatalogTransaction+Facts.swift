public import Replication

extension CatalogTransaction {
  /// Everything the rules of one replication look at; nil where the backup is not known.
  public func replicaFacts(for request: ReplicaRequest) throws -> ReplicaFacts? {
    guard let backup = try backup(request.backup) else { return nil }
    let region = request.destination.region
    let running = try taskInFlight(source: backup.id, region: region, types: [.replication])
    return ReplicaFacts(
      backup: backup, sourceVault: try vault(backup.vault.id), regions: try unchangedRegions(),
      destinationVaults: try vaults(region: region),
      existingReplica: try existingReplica(of: backup.id, region: region),
      inFlight: running.map { ReplicaFacts.InFlight(requestedBy: $0.requestedBy, date: $0.createdAt) },
      ledgerEntry: try ledgerEntry(backup: backup.id, region: region))
  }

  /// What the replication of a whole vault looks at; nil where the vault is not known.
  ///
  /// The backups are the newest first, each with its facts; disk backups within server backups go with those.
  public func vaultFacts(
    _ id: String, to destination: Destination, trigger: TaskTrigger
  ) throws -> (vault: Vault, backups: [Backup], facts: [String: ReplicaFacts])? {
    guard let vault = try vault(id) else { return nil }
    // Where not all fit, the newest are worth the most.
    let backups = Array(try backups(vault: id).filter { $0.parent == nil }.reversed())
    var facts: [String: ReplicaFacts] = [:]
    for backup in backups {
      facts[backup.id] = try replicaFacts(
        for: ReplicaRequest(backup: backup.id, destination: destination, trigger: trigger))
    }
    return (vault, backups, facts)
  }

  /// Everything the rules of one snapshot copy look at; nil where the snapshot is not known.
  public func snapshotFacts(for request: SnapshotCopyRequest) throws -> SnapshotFacts? {
    guard let snapshot = try snapshot(request.snapshot) else { return nil }
    let running = try taskInFlight(source: snapshot.id, region: request.region, types: [.copy])
    return SnapshotFacts(snapshot: snapshot, regions: try unchangedRegions(), runningCopyPercent: running?.percent)
  }
}
