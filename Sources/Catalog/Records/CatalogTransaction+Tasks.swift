import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// One task by its whole id.
  public func task(_ id: String) throws -> CloudTask? {
    try tasks(fetch(Self.taskQuery("task.id = ?"), [id])).first
  }

  /// The tasks that read or make this thing: those in flight, then ended ones, newest first.
  public func tasks(touching id: String, limit: Int) throws -> [CloudTask] {
    try tasks(
      fetch(
        Self.taskQuery(
          """
          task.rowid IN (SELECT rowid FROM task WHERE source = ? UNION SELECT rowid FROM task WHERE target = ?)
          ORDER BY task.open DESC, task.created DESC, task.id LIMIT ?
          """), [id, id, max(0, limit)]))
  }

  /// The tasks of these statuses whose type this program knows, oldest first; at most 10,000.
  public func tasks(statuses: [TaskStatus]) throws -> [CloudTask] {
    let types = TaskType.allCases.map(\.rawValue)
    let wanted = statuses.map(\.rawValue)
    return try tasks(
      fetch(
        Self.taskQuery(
          """
          task.status IN (\(Self.placeholders(wanted.count))) AND task.type IN (\(Self.placeholders(types.count)))
          ORDER BY task.created, task.id LIMIT 10000
          """), StatementArguments(wanted + types)))
  }

  /// The oldest task of these types that reads `source`, makes something in `region` and has not ended (S24, S37).
  public func taskInFlight(source: String, region: String, types: [TaskType]) throws -> CloudTask? {
    let words = types.map(\.rawValue)
    return try tasks(
      fetch(
        Self.taskQuery(
          """
          task.source = ? AND task.open = 1 AND task.targetRegion = ?
            AND task.type IN (\(Self.placeholders(words.count)))
          ORDER BY task.created, task.id LIMIT 1
          """), StatementArguments([source, region] + words))
    ).first
  }

  /// Adds or changes a task.
  ///
  /// Its bytes, phase and rate replace what `setProgress` has noted so far.
  public func put(_ task: CloudTask) throws {
    let old = try fetchOne("SELECT sourceProject, targetProject FROM task WHERE id = ?", [task.id]).map { Fields($0) }
    try upsert(
      "task",
      [
        "id": task.id, "type": task.type.rawValue, "status": task.status.rawValue, "open": !task.status.hasEnded,
        "phase": task.phase.rawValue, "source": task.source?.id, "sourceName": task.source?.name,
        "sourceRegion": task.source?.region, "sourceVault": task.source?.vault,
        "sourceProject": try project(of: task.source) ?? old?.optionalText("sourceProject"),
        "target": task.target?.id, "targetName": task.target?.name, "targetRegion": task.target?.region,
        "targetVault": task.target?.vault,
        "targetProject": try project(of: task.target) ?? old?.optionalText("targetProject"),
        "trigger": task.trigger.rawValue, "user": task.requestedBy.user, "host": task.requestedBy.host,
        "bytesTotal": task.bytesTotal, "bytesDone": task.bytesDone, "bytesTransferred": task.bytesTransferred,
        "rate": task.rate, "created": task.createdAt.timeIntervalSinceReferenceDate,
        "started": task.startedAt?.timeIntervalSinceReferenceDate,
        "ended": task.endedAt?.timeIntervalSinceReferenceDate, "error": task.error, "note": task.note,
        "parent": task.parent, "retries": task.retries,
        "search": Self.searchText(
          task.id, task.source?.name, task.source?.id, task.target?.name, task.target?.id, task.source?.vault,
          task.target?.vault),
      ])
    try database.cachedStatement(sql: "DELETE FROM progress WHERE task = ?").execute(arguments: [task.id])
  }

  /// Notes how far a task is, in a table of its own; does nothing for a task that is unknown or has ended.
  public func setProgress(
    task: String, phase: TaskPhase, bytesDone: Int64, bytesTransferred: Int64?, rate: Double?
  ) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO progress (task, phase, bytesDone, bytesTransferred, rate)
        SELECT id, ?, ?, ?, ? FROM task WHERE id = ? AND open = 1
        ON CONFLICT (task) DO UPDATE SET phase = excluded.phase, bytesDone = excluded.bytesDone,
          bytesTransferred = excluded.bytesTransferred, rate = excluded.rate
        """)
    try statement.execute(arguments: [phase.rawValue, bytesDone, bytesTransferred, rate, task])
    touched.insert("progress")
  }

  /// The project an endpoint lies in; nil where the catalog does not know it (yet).
  private func project(of endpoint: TaskEndpoint?) throws -> String? {
    guard let endpoint else { return nil }
    return try String.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT coalesce((SELECT project FROM vault WHERE id = ?), (SELECT project FROM backup WHERE id = ?),
            (SELECT project FROM snapshot WHERE id = ?))
          """), arguments: [endpoint.vault, endpoint.id, endpoint.id])
  }
}
