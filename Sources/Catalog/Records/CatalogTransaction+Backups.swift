import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// One backup or replica by its whole id.
  public func backup(_ id: String) throws -> Backup? {
    try backups(fetch("SELECT * FROM backup WHERE id = ?", [id])).first
  }

  /// The replica of a backup in a region, in any status (S19).
  public func existingReplica(of backup: String, region: String) throws -> Backup? {
    try backups(fetch("SELECT * FROM backup WHERE source = ? AND region = ? ORDER BY id LIMIT 1", [backup, region]))
      .first
  }

  /// Everything in a vault, oldest first, for requests that mean the whole vault (S62).
  public func backups(vault: String) throws -> [Backup] {
    try backups(fetch("SELECT * FROM backup WHERE vault = ? ORDER BY created, id", [vault]))
  }

  /// Adds or changes a backup; replicas and locks are looked up when it is read, never stored.
  public func put(_ backup: Backup) throws {
    try upsert(
      "backup",
      [
        "id": backup.id, "name": backup.name, "description": backup.description, "type": backup.type.rawValue,
        "kind": backup.kind.rawValue, "status": backup.status.rawValue, "region": backup.region,
        "project": backup.project, "vault": backup.vault.id, "vaultName": backup.vault.name,
        "resource": backup.resource.id, "resourceName": backup.resource.name,
        "resourceKind": backup.resource.kind.rawValue, "size": backup.size,
        "containsSystemDisk": backup.containsSystemDisk, "disks": try Self.json(backup.disks),
        "created": backup.createdAt.timeIntervalSinceReferenceDate, "source": backup.source?.id,
        "sourceRegion": backup.source?.region, "parent": backup.parent,
        "verified": backup.verifiedAt?.timeIntervalSinceReferenceDate,
        "damaged": backup.damagedAt?.timeIntervalSinceReferenceDate, "openedLive": backup.openedLive,
        "report": try backup.report.map { try Self.json($0) }, "policy": backup.policy,
        "drill": try backup.drill.map { try Self.json($0) },
        "search": Self.searchText(
          backup.name, backup.id, backup.resource.name, backup.resource.id, backup.vault.name, backup.vault.id),
      ])
  }

  /// Removes a backup's row.
  public func removeBackup(_ id: String) throws { try remove(id, from: "backup") }

  /// Makes backups of rows, with their replicas and locks.
  func backups(_ rows: [Row]) throws -> [Backup] {
    var backups = try rows.map { try Backup(Fields($0)) }
    let ids = backups.map(\.id)
    var replicas: [String: [ReplicaRecord]] = [:]
    let found = try fetch(among: ids) {
      "SELECT source, id, region, status FROM backup WHERE source IN (\($0)) ORDER BY region, id"
    }
    for row in found {
      let fields = Fields(row)
      replicas[try fields.text("source"), default: []].append(
        ReplicaRecord(
          id: try fields.text("id"), region: try fields.text("region"),
          status: BackupStatus(rawValue: try fields.text("status"))))
    }
    let locked = try busySources(among: ids)
    for index in backups.indices {
      backups[index].replicas = replicas[backups[index].id] ?? []
      backups[index].locked = locked.contains(backups[index].id)
    }
    return backups
  }

  /// Those of the ids that a task that has not ended reads from (S28, S36).
  func busySources(among ids: [String]) throws -> Set<String> {
    let rows = try fetch(among: ids) { "SELECT DISTINCT source FROM task WHERE open = 1 AND source IN (\($0))" }
    return Set(try rows.map { try Fields($0).text("source") })
  }
}

extension Backup {
  fileprivate init(_ fields: Fields) throws {
    self.init(
      id: try fields.text("id"), name: try fields.text("name"), description: try fields.text("description"),
      type: try fields.word("type", else: .disk), kind: try fields.word("kind", else: .replica),
      status: BackupStatus(rawValue: try fields.text("status")), region: try fields.text("region"),
      project: try fields.text("project"),
      vault: NamedReference(id: try fields.text("vault"), name: try fields.text("vaultName")),
      resource: ResourceReference(
        id: try fields.text("resource"), name: try fields.text("resourceName"),
        kind: ResourceKind(rawValue: try fields.text("resourceKind"))),
      size: try fields.integer("size"), containsSystemDisk: fields.optionalFlag("containsSystemDisk"),
      disks: try fields.list("disks", of: KeptDisk.self).map(\.summary), createdAt: try fields.date("created"),
      source: fields.sourceLink, parent: fields.optionalText("parent"), verifiedAt: fields.optionalDate("verified"),
      damagedAt: fields.optionalDate("damaged"), openedLive: try fields.flag("openedLive"),
      report: try fields.optional("report", as: ReadingReport.self),
      policy: fields.optionalText("policy"), drill: try fields.optional("drill", as: DrillCertificate.self))
  }
}

extension Fields {
  var sourceLink: SourceLink? {
    guard let id = optionalText("source") else { return nil }
    return SourceLink(id: id, region: optionalText("sourceRegion") ?? "")
  }
}

/// A disk as its row keeps it: the usage as a word, so that one this program does not know hides nothing else.
private struct KeptDisk: Decodable {
  var name: String
  var usage: String
  var size: Int64
  var sha256: String?

  var summary: DiskSummary {
    DiskSummary(name: name, usage: DiskUsage(rawValue: usage) ?? .data, size: size, sha256: sha256)
  }
}
