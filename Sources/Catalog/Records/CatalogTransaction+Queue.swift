import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// The links on which tasks are queued: `<source region>_<destination region>`, in the order of their names.
  ///
  /// Its cost follows the number of links, not the length of the queue.
  public func queuedLinks() throws -> [String] {
    var links: [String] = []
    while let next = try String.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT link FROM task INDEXED BY task_queue WHERE \(Schema.queued) AND link > ? ORDER BY link LIMIT 1
          """), arguments: [links.last ?? ""])
    {
      links.append(next)
    }
    return links
  }

  /// The next tasks in the queue of a link behind `last`, oldest first; of types this program knows.
  public func queued(on link: String, after last: CloudTask? = nil, limit: Int) throws -> [CloudTask] {
    let types = TaskType.allCases.map(\.rawValue)
    let place = last.map { ($0.createdAt.timeIntervalSinceReferenceDate, $0.id) } ?? (-Double.infinity, "")
    return try tasks(
      fetch(
        Self.taskQuery(
          """
          task.rowid IN (
            SELECT rowid FROM task INDEXED BY task_queue WHERE \(Schema.queued) AND link = ? AND (created, id) > (?, ?)
              AND type IN (\(Self.placeholders(types.count))) ORDER BY created, id LIMIT ?)
          ORDER BY task.created, task.id
          """), [link, place.0, place.1] + StatementArguments(types) + [max(0, limit)]))
  }

  /// Whether any task waits, runs, or was interrupted by a death: work that goes on without an operator.
  public func hasUnfinishedTasks() throws -> Bool {
    try integer(
      """
      SELECT EXISTS (SELECT 1 FROM task WHERE \(Schema.queued)) OR EXISTS (SELECT 1 FROM task WHERE status = 'running')
      """) == 1
  }

  /// How tasks stand, by their ids; those that are unknown are left out.
  public func statuses(of ids: [String]) throws -> [String: TaskStatus] {
    try fetch(among: ids) { "SELECT id, status FROM task WHERE id IN (\($0))" }.reduce(into: [:]) {
      let fields = Fields($1)
      $0[try fields.text("id")] = try fields.word("status", else: .paused)
    }
  }

  /// Notes how far several running tasks are; does nothing for those that run no more.
  public func setProgress(_ notes: [ProgressNote]) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO progress (task, phase, bytesDone, bytesTransferred, rate)
        SELECT id, ?, ?, ?, ? FROM task WHERE id = ? AND status = 'running'
        ON CONFLICT (task) DO UPDATE SET phase = excluded.phase, bytesDone = excluded.bytesDone,
          bytesTransferred = excluded.bytesTransferred, rate = excluded.rate
        """)
    for note in notes {
      try statement.execute(
        arguments: [note.phase.rawValue, note.bytesDone, note.bytesTransferred, note.rate, note.task])
    }
    if !notes.isEmpty { touched.insert("progress") }
  }
}
