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

  /// Everything the rules of one snapshot copy look at; nil where the snapshot is not known.
  public func snapshotFacts(for request: SnapshotCopyRequest) throws -> SnapshotFacts? {
    guard let snapshot = try snapshot(request.snapshot) else { return nil }
    let running = try taskInFlight(source: snapshot.id, region: request.region, types: [.copy])
    return SnapshotFacts(snapshot: snapshot, regions: try unchangedRegions(), runningCopyPercent: running?.percent)
  }
}
