import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// One snapshot by its whole id.
  public func snapshot(_ id: String) throws -> Snapshot? {
    try snapshots(fetch("SELECT * FROM snapshot WHERE id = ?", [id])).first
  }

  /// Adds or changes a snapshot; copies, locks and a running task's percent are looked up when it is read.
  public func put(_ snapshot: Snapshot) throws {
    try upsert(
      "snapshot",
      [
        "id": snapshot.id, "name": snapshot.name, "state": snapshot.state.rawValue, "percent": snapshot.percent,
        "region": snapshot.region, "project": snapshot.project, "disk": snapshot.disk.id,
        "diskName": snapshot.disk.name, "usage": snapshot.usage.rawValue, "size": snapshot.size,
        "sha256": snapshot.sha256, "created": snapshot.createdAt.timeIntervalSinceReferenceDate,
        "source": snapshot.source?.id, "sourceRegion": snapshot.source?.region, "shared": snapshot.shared,
        "verified": snapshot.verifiedAt?.timeIntervalSinceReferenceDate,
        "damaged": snapshot.damagedAt?.timeIntervalSinceReferenceDate, "openedLive": snapshot.openedLive,
        "drill": try snapshot.drill.map { try Self.json($0) },
        "search": Self.searchText(snapshot.name, snapshot.id, snapshot.disk.name, snapshot.disk.id),
      ])
  }

  /// Removes a snapshot's row.
  public func removeSnapshot(_ id: String) throws { try remove(id, from: "snapshot") }

  /// Makes snapshots of rows, with the copies and locks of tasks and, while one is made, that task's percent.
  func snapshots(_ rows: [Row]) throws -> [Snapshot] {
    var snapshots = try rows.map { try Snapshot(Fields($0)) }
    let ids = snapshots.map(\.id)
    let locked = try busySources(among: ids)
    var copies: [String: [String]] = [:]
    let copying = try fetch(among: ids) {
      """
      SELECT DISTINCT source, targetRegion FROM task
      WHERE open = 1 AND type = 'copy' AND targetRegion IS NOT NULL AND source IN (\($0)) ORDER BY targetRegion
      """
    }
    for row in copying {
      let fields = Fields(row)
      copies[try fields.text("source"), default: []].append(try fields.text("targetRegion"))
    }
    let making = try tasks(
      fetch(among: ids) { Self.taskQuery("task.open = 1 AND task.target IN (\($0)) ORDER BY task.created, task.id") })
    let percents = Dictionary(making.map { ($0.target?.id ?? "", $0.percent) }) { $1 }
    for index in snapshots.indices {
      let id = snapshots[index].id
      snapshots[index].copyingTo = copies[id] ?? []
      snapshots[index].locked = locked.contains(id)
      if snapshots[index].state != .normal, let percent = percents[id] { snapshots[index].percent = percent }
    }
    return snapshots
  }
}

extension Snapshot {
  fileprivate init(_ fields: Fields) throws {
    self.init(
      id: try fields.text("id"), name: try fields.text("name"),
      state: SnapshotState(rawValue: try fields.text("state")), percent: Int(try fields.integer("percent")),
      region: try fields.text("region"), project: try fields.text("project"),
      disk: NamedReference(id: try fields.text("disk"), name: try fields.text("diskName")),
      usage: try fields.word("usage", else: .system), size: try fields.integer("size"),
      sha256: fields.optionalText("sha256"), createdAt: try fields.date("created"), source: fields.sourceLink,
      shared: try fields.flag("shared"), verifiedAt: fields.optionalDate("verified"),
      damagedAt: fields.optionalDate("damaged"), openedLive: try fields.flag("openedLive"),
      drill: try fields.optional("drill", as: DrillCertificate.self))
  }
}
