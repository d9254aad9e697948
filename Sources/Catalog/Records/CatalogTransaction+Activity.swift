import GRDB
public import Replication

extension CatalogTransaction {
  /// Header counts, and the tasks in flight, newest first, followed by the most recently ended ones.
  ///
  /// A failed task counts until a later one does the same work: same type, source and destination region.
  public func activity(limit: Int) throws -> Activity {
    var statuses: [String: Int] = [:]
    // Left alone, SQLite prefers an index that holds all ended tasks as well.
    let query = "SELECT status, count(*) AS tasks FROM task INDEXED BY task_standing WHERE open = 1 GROUP BY status"
    for row in try fetch(query) {
      let fields = Fields(row)
      statuses[try fields.text("status")] = Int(try fields.integer("tasks"))
    }
    return Activity(
      running: statuses["running"] ?? 0, queued: statuses["waiting"] ?? 0,
      failed: (statuses["interrupted"] ?? 0) + (try failedTasks()), recent: try recentTasks(max(0, limit)))
  }

  private func failedTasks() throws -> Int {
    let compute = {
      try integer(
        """
        SELECT count(*) FROM task WHERE status = 'failed' AND NOT EXISTS (
          SELECT 1 FROM task AS later WHERE later.source = task.source AND later.created > task.created
            AND later.type = task.type AND later.targetRegion IS task.targetRegion)
        """)
    }
    if touched.names.contains("task") { return try compute() }
    let key = CountCache.Key(condition: "failed tasks", values: [], generation: try generation(of: "task"))
    return try countCache.count(key, compute)
  }

  private func recentTasks(_ limit: Int) throws -> [CloudTask] {
    let open = try tasks(
      fetch(Self.taskQuery("task.open = 1 ORDER BY task.created DESC, task.id DESC LIMIT ?"), [limit]))
    guard open.count < limit else { return open }
    return open
      + (try tasks(
        fetch(Self.taskQuery("task.open = 0 ORDER BY task.ended DESC, task.id DESC LIMIT ?"), [limit - open.count])))
  }
}
