import GRDB
public import Replication

public import struct Foundation.Date

extension CatalogTransaction {
  /// How many tasks of a type have a status; the words as they stand in the catalog.
  public func taskCounts() throws -> [(type: String, status: String, tasks: Int)] {
    try fetch("SELECT type, status, count(*) AS tasks FROM task GROUP BY type, status ORDER BY type, status").map {
      let fields = Fields($0)
      return (try fields.text("type"), try fields.text("status"), Int(try fields.integer("tasks")))
    }
  }

  /// Tasks that ended after another one, in the order of their ends.
  public func tasks(endedAfter date: Date, id: String, limit: Int) throws -> [CloudTask] {
    let seconds = date.timeIntervalSinceReferenceDate
    return try tasks(
      fetch(
        Self.taskQuery(
          "task.open = 0 AND (task.ended, task.id) > (?, ?) ORDER BY task.ended, task.id LIMIT ?"),
        [seconds, id, max(0, limit)]))
  }
}
