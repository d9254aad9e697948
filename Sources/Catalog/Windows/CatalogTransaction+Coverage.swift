import GRDB
import Replication

extension CatalogTransaction {
  /// A window of originals or resources, each with what other regions hold of it and the latest tasks to them.
  func coverage(
    _ subject: CoverageSubject, _ query: ListingQuery, _ sort: Listing.Column, at anchor: Anchor, limit: Int
  ) throws -> Window<CoverageRow> {
    switch subject {
    case .backups: try window(query, anchor, limit) { try covered(try backups($0)) }
    case .snapshots: try window(query, anchor, limit) { try covered(try snapshots($0)) }
    case .resources(let type): try resources(type, query, sort, at: anchor, limit: limit)
    }
  }

  func covered(_ backups: [Backup]) throws -> [CoverageRow] {
    let tasks = try latestTasks(of: backups.map(\.id))
    let drills = try drills(of: backups.flatMap(\.replicas).map(\.id))
    return backups.map { backup in
      let copies = backup.replicas.map {
        CoverageCopy(
          id: $0.id, region: $0.region, standing: .init($0.status), word: $0.status.label, createdAt: backup.createdAt,
          drill: drills[$0.id])
      }
      return CoverageRow(source: .backup(backup), copies: copies, tasks: tasks[backup.id] ?? [])
    }
  }

  private func covered(_ snapshots: [Snapshot]) throws -> [CoverageRow] {
    let ids = snapshots.map(\.id)
    let tasks = try latestTasks(of: ids)
    let rows = try fetch(among: ids) {
      """
      SELECT source, id, region, state, created, drill FROM snapshot WHERE source IN (\($0))
      ORDER BY region, created DESC, id
      """
    }
    var copies: [String: [CoverageCopy]] = [:]
    for row in rows {
      let fields = Fields(row)
      let state = SnapshotState(rawValue: try fields.text("state"))
      copies[try fields.text("source"), default: []].append(
        CoverageCopy(
          id: try fields.text("id"), region: try fields.text("region"),
          standing: state == .normal ? .verified : .busy, word: state.label, createdAt: try fields.date("created"),
          drill: try fields.optional("drill", as: DrillCertificate.self).map { DrillMark($0) }))
    }
    return snapshots.map { snapshot in
      // Several copies may lie in one region; a usable one says more than one in the making.
      let known = (copies[snapshot.id] ?? []).sorted { $0.standing == .verified && $1.standing != .verified }
      return CoverageRow(source: .snapshot(snapshot), copies: known, tasks: tasks[snapshot.id] ?? [])
    }
  }

  /// The last restore drill of each of these replicas.
  func drills(of ids: [String]) throws -> [String: DrillMark] {
    let rows = try fetch(among: ids) { "SELECT id, drill FROM backup WHERE drill IS NOT NULL AND id IN (\($0))" }
    var drills: [String: DrillMark] = [:]
    for row in rows {
      let fields = Fields(row)
      drills[try fields.text("id")] = try fields.optional("drill", as: DrillCertificate.self).map { DrillMark($0) }
    }
    return drills
  }

  /// The latest replication or copy of each source to each region, newest first.
  private func latestTasks(of sources: [String]) throws -> [String: [CloudTask]] {
    let found = try tasks(
      fetch(among: sources) {
        Self.taskQuery(
          """
          task.type IN ('replication', 'copy') AND task.source IN (\($0)) AND NOT EXISTS (
            SELECT 1 FROM task AS later WHERE later.source = task.source AND later.type = task.type
              AND later.targetRegion IS task.targetRegion
              AND (later.open, later.created, later.id) > (task.open, task.created, task.id))
          ORDER BY task.created DESC, task.id
          """)
      })
    return Dictionary(grouping: found) { $0.source?.id ?? "" }
  }
}

extension CoverageCopy.Standing {
  fileprivate init(_ status: BackupStatus) {
    self = status == .available ? .verified : status == .error ? .broken : .busy
  }
}
