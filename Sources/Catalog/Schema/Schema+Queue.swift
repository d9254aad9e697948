import GRDB

extension Schema {
  /// The link a task's bytes cross, as a column, and the queue of each link as an index: what an engine may take up,
  /// oldest first, found without reading the rest of the queue.
  static func queueVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE task ADD COLUMN link TEXT AS (
          coalesce(sourceRegion, targetRegion, '') || '_' || coalesce(targetRegion, sourceRegion, '')) VIRTUAL;
        CREATE INDEX task_queue ON task (link, created, id) WHERE \(queued);
        """)
  }

  /// What may be taken up: waiting, or interrupted by a death rather than by an error (S29).
  static let queued = "(status = 'waiting' OR (status = 'interrupted' AND error IS NULL))"
}
