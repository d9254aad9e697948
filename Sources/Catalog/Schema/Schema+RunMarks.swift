import GRDB

extension Schema {
  /// Which runs were cancelled; what a run did with something stands once, however often the run was taken up again.
  ///
  /// How many tasks of which status and type a run has is answered by an index alone.
  static func runMarkVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE policy_run ADD COLUMN cancelled REAL;
        DELETE FROM policy_item WHERE number NOT IN (
          SELECT min(number) FROM policy_item
          GROUP BY run, source, outcome, vault, coalesce(code, ''), coalesce(task, ''));
        CREATE UNIQUE INDEX policy_item_once ON policy_item (
          run, source, outcome, vault, coalesce(code, ''), coalesce(task, ''));
        DROP INDEX task_parent;
        CREATE INDEX task_parent ON task (parent, status, type) WHERE parent IS NOT NULL;
        """)
  }
}
