import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// What each region holds of each resource that can be replicated; snapshots of data disks as far as they are copied.
  ///
  /// - Parameter verifiedOnly: whether a copy counts only once it was verified; a cloud that verifies for itself and says
  ///   nothing of it has no other proof than that a copy is available.
  public func lagFacts(verifiedOnly: Bool = true) throws -> [LagFact] {
    let proof = verifiedOnly ? "verified IS NOT NULL" : "1"
    var facts = try fetch(Self.backupLag(proof)).map(Self.fact) + fetch(Self.snapshotLag(proof)).map(Self.fact)
    var underway: [Pair: LagFact.Underway] = [:]
    for row in try fetch(Self.copiesUnderway) {
      let fields = Fields(row)
      let pair = Pair(
        resource: try fields.text("resource"), region: try fields.text("targetRegion"))
      let copy = LagFact.Underway(
        task: try fields.text("id"), status: try fields.word("status", else: .paused),
        moment: try fields.date("moment"),
        bytesLeft: max(0, try fields.integer("bytesTotal") - fields.integer("done")), rate: fields.optionalReal("speed")
      )
      if underway[pair].map({ $0.moment < copy.moment }) ?? true { underway[pair] = copy }
    }
    for index in facts.indices {
      guard let region = facts[index].region,
        let copy = underway[Pair(resource: facts[index].resource.id, region: region)]
      else { continue }
      // One that brings what is older than what is there already changes nothing.
      if let copied = facts[index].copied, copy.moment <= copied { continue }
      facts[index].underway = copy
    }
    return facts
  }

  private struct Pair: Hashable {
    var resource: String
    var region: String
  }

  private static func fact(_ row: Row) throws -> LagFact {
    let fields = Fields(row)
    return LagFact(
      type: try fields.word("type", else: .disk),
      resource: NamedReference(id: try fields.text("resource"), name: try fields.text("name")),
      origin: try fields.text("origin"), region: fields.optionalText("target"), original: try fields.date("newest"),
      copied: fields.optionalDate("copied"))
  }

  // Beside max() SQLite gives the other columns of the row that has it. What cannot be replicated has no lag (S8, S9, S12,
  // S13).
  private static func backupLag(_ proof: String) -> String {
    """
    WITH original AS (
      SELECT type, resource, resourceName AS name, region AS origin, max(created) AS newest FROM backup
      WHERE kind = 'backup' AND status = 'available'
        AND region IN (SELECT id FROM region WHERE replicationCapable = 1)
        AND (type = 'turbo' OR (type = 'server' AND resourceKind = 'ecs' AND containsSystemDisk = 1))
      GROUP BY type, resource),
    copy AS (
      SELECT type, resource, region AS target,
        max(CASE WHEN status = 'available' AND \(proof) THEN created END) AS copied
      FROM backup WHERE kind = 'replica' GROUP BY type, resource, region)
    SELECT original.*, copy.target, copy.copied FROM original LEFT JOIN copy USING (type, resource)
    """
  }

  private static func snapshotLag(_ proof: String) -> String {
    """
    WITH original AS (
      SELECT disk AS resource, diskName AS name, region AS origin, max(created) AS newest FROM snapshot
      WHERE source IS NULL AND state = 'NORMAL' GROUP BY disk),
    copy AS (
      SELECT disk AS resource, region AS target,
        max(CASE WHEN state = 'NORMAL' AND \(proof) THEN created END) AS copied
      FROM snapshot WHERE source IS NOT NULL GROUP BY disk, region)
    SELECT 'disk' AS type, original.*, copy.target, copy.copied FROM original JOIN copy USING (resource)
    """
  }

  private static let copiesUnderway = """
    SELECT task.id, task.status, task.targetRegion, task.bytesTotal,
      coalesce(progress.bytesDone, task.bytesDone) AS done, coalesce(progress.rate, task.rate) AS speed,
      coalesce(backup.resource, snapshot.disk) AS resource, coalesce(backup.created, snapshot.created) AS moment
    FROM task LEFT JOIN progress ON progress.task = task.id
      LEFT JOIN backup ON task.type = 'replication' AND backup.id = task.source
      LEFT JOIN snapshot ON task.type = 'copy' AND snapshot.id = task.source
    WHERE task.open = 1 AND task.type IN ('replication', 'copy') AND task.targetRegion IS NOT NULL
      AND coalesce(backup.resource, snapshot.disk) IS NOT NULL
    """
}
