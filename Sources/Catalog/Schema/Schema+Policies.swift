import GRDB

extension Schema {
  /// Runs of policies and of vault replications, what they did, and which policy made a backup.
  ///
  /// `policy_slot` is what divides the scheduled times among agents: of two that insert the same one fails.
  static func policyVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE policy_run (
          id TEXT PRIMARY KEY NOT NULL, policy TEXT, policyName TEXT, operation TEXT NOT NULL, vaults TEXT NOT NULL,
          destination TEXT, slot REAL, trigger TEXT NOT NULL, user TEXT NOT NULL, host TEXT NOT NULL,
          started REAL NOT NULL, admitted REAL, ended REAL, skipped INTEGER NOT NULL, note TEXT) STRICT;
        CREATE UNIQUE INDEX policy_slot ON policy_run (policy, slot) WHERE slot IS NOT NULL;
        CREATE INDEX policy_run_started ON policy_run (policy, started, id);
        CREATE INDEX policy_run_open ON policy_run (started) WHERE ended IS NULL;
        CREATE TABLE policy_item (
          number INTEGER PRIMARY KEY, run TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL, region TEXT NOT NULL,
          vault TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT, message TEXT, task TEXT) STRICT;
        CREATE INDEX policy_item_run ON policy_item (run, number);
        CREATE INDEX task_parent ON task (parent, status) WHERE parent IS NOT NULL;
        ALTER TABLE backup ADD COLUMN policy TEXT;
        CREATE INDEX backup_policy ON backup (policy, created) WHERE policy IS NOT NULL;
        """)
  }
}
