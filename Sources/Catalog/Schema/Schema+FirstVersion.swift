import GRDB

extension Schema {
  /// Version 1: everything the first release shows.
  ///
  /// Dates are seconds since 2001-01-01 UTC, the exact value of Foundation's `Date`. `search` holds, in lower case,
  /// all that the text filter looks at. `open` is 1 while a task has not ended. Rows never refer to each other by
  /// foreign keys: regions are read one by one, and a replica may be known before its source.
  static func firstVersion(_ database: Database) throws {
    try database.execute(sql: counters + regions + vaults + backups + snapshots + tasks + images + records)
  }

  private static let counters = """
    CREATE TABLE counter (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    """

  private static let regions = """
    CREATE TABLE region (
      id TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, services TEXT NOT NULL,
      replicationCapable INTEGER NOT NULL, snapshotCopySupported INTEGER NOT NULL, zone TEXT NOT NULL,
      projects TEXT NOT NULL, snapshotQuota INTEGER, unreachable TEXT) STRICT;

    """

  private static let vaults = """
    CREATE TABLE vault (
      id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, protection TEXT NOT NULL,
      status TEXT NOT NULL, region TEXT NOT NULL, project TEXT NOT NULL, capacity INTEGER NOT NULL,
      autoExpand INTEGER NOT NULL, created REAL NOT NULL, search TEXT NOT NULL) STRICT;
    CREATE INDEX vault_region ON vault (region, project, type);
    CREATE INDEX vault_name ON vault (name);

    """

  // The listing indexes hold every filtered column, so that counting and paging never touch the rows; those of rarer
  // sort orders hold the scope only.
  private static let backups = """
    CREATE TABLE backup (
      id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, type TEXT NOT NULL,
      kind TEXT NOT NULL, status TEXT NOT NULL, region TEXT NOT NULL, project TEXT NOT NULL, vault TEXT NOT NULL,
      vaultName TEXT NOT NULL, resource TEXT NOT NULL, resourceName TEXT NOT NULL, resourceKind TEXT NOT NULL,
      size INTEGER NOT NULL, containsSystemDisk INTEGER, disks TEXT NOT NULL, created REAL NOT NULL, source TEXT,
      sourceRegion TEXT, parent TEXT, verified REAL, openedLive INTEGER NOT NULL, search TEXT NOT NULL) STRICT;
    CREATE INDEX backup_region ON backup (region, type, created, id, project, kind, resourceKind, status, vault);
    CREATE INDEX backup_created ON backup (type, created, id, region, project, kind, resourceKind, status, vault);
    CREATE INDEX backup_any ON backup (created, id, region, project, kind, resourceKind, status, vault);
    CREATE INDEX backup_listed ON backup (
      type, name COLLATE NOCASE, id, region, project, kind, resourceKind, status, vault);
    CREATE INDEX backup_size ON backup (type, size, id, region, project, kind, resourceKind, status, vault);
    CREATE INDEX backup_status ON backup (type, status, id, region, project);
    CREATE INDEX backup_resource ON backup (type, resourceName COLLATE NOCASE, id, region, project);
    CREATE INDEX backup_vault_name ON backup (type, vaultName COLLATE NOCASE, id, region, project);
    CREATE INDEX backup_count ON backup (type, region, project);
    CREATE INDEX backup_vault ON backup (vault, created, id, status, size, parent);
    CREATE INDEX backup_name ON backup (name);
    CREATE INDEX backup_source ON backup (source, region, status, id) WHERE source IS NOT NULL;

    """

  private static let snapshots = """
    CREATE TABLE snapshot (
      id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, percent INTEGER NOT NULL,
      region TEXT NOT NULL, project TEXT NOT NULL, disk TEXT NOT NULL, diskName TEXT NOT NULL, usage TEXT NOT NULL,
      size INTEGER NOT NULL, sha256 TEXT, created REAL NOT NULL, source TEXT, sourceRegion TEXT,
      shared INTEGER NOT NULL, verified REAL, openedLive INTEGER NOT NULL, search TEXT NOT NULL) STRICT;
    CREATE INDEX snapshot_region ON snapshot (region, created, id, project, usage, state);
    CREATE INDEX snapshot_created ON snapshot (created, id, region, project, usage, state);
    CREATE INDEX snapshot_name ON snapshot (name);
    CREATE INDEX snapshot_source ON snapshot (source) WHERE source IS NOT NULL;

    """

  private static let tasks = """
    CREATE TABLE task (
      id TEXT PRIMARY KEY NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, open INTEGER NOT NULL,
      phase TEXT NOT NULL, source TEXT, sourceName TEXT, sourceRegion TEXT, sourceVault TEXT, sourceProject TEXT,
      target TEXT, targetName TEXT, targetRegion TEXT, targetVault TEXT, targetProject TEXT, trigger TEXT NOT NULL,
      user TEXT NOT NULL, host TEXT NOT NULL, bytesTotal INTEGER NOT NULL, bytesDone INTEGER NOT NULL,
      bytesTransferred INTEGER, rate REAL, created REAL NOT NULL, started REAL, ended REAL, error TEXT, parent TEXT,
      retries INTEGER NOT NULL, search TEXT NOT NULL) STRICT;
    CREATE INDEX task_created ON task (
      created, id, sourceRegion, targetRegion, sourceProject, targetProject, status, type);
    CREATE INDEX task_open ON task (created, id) WHERE open = 1;
    CREATE INDEX task_standing ON task (status) WHERE open = 1;
    CREATE INDEX task_status ON task (status, created, id);
    CREATE INDEX task_source ON task (source, created) WHERE source IS NOT NULL;
    CREATE INDEX task_target ON task (target, created) WHERE target IS NOT NULL;
    CREATE INDEX task_reserved ON task (targetVault, bytesTotal) WHERE open = 1;
    CREATE INDEX task_ended ON task (ended, id) WHERE open = 0;
    CREATE TABLE progress (
      task TEXT PRIMARY KEY NOT NULL, phase TEXT NOT NULL, bytesDone INTEGER NOT NULL, bytesTransferred INTEGER,
      rate REAL) STRICT, WITHOUT ROWID;

    """

  private static let images = """
    CREATE TABLE image (
      id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, region TEXT NOT NULL, backup TEXT NOT NULL,
      project TEXT, disks TEXT NOT NULL, size INTEGER NOT NULL, created REAL NOT NULL, search TEXT NOT NULL) STRICT;
    CREATE INDEX image_created ON image (created, id);

    """

  // The audit grows only; the hash columns wait for the chain.
  private static let records = """
    CREATE TABLE ledger (
      backup TEXT NOT NULL, region TEXT NOT NULL, date REAL NOT NULL, PRIMARY KEY (backup, region)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE audit (
      number INTEGER PRIMARY KEY AUTOINCREMENT, date REAL NOT NULL, user TEXT NOT NULL, host TEXT NOT NULL,
      action TEXT NOT NULL, subject TEXT NOT NULL, region TEXT NOT NULL, outcome TEXT NOT NULL, facts TEXT NOT NULL,
      previousHash BLOB, hash BLOB) STRICT;
    CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
    CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
    """
}
