import GRDB

extension Schema {
  /// What each vault holds and what tasks have reserved in it, kept by the database itself in the transaction that
  /// changes a backup or task, so that asking costs the same however much a vault holds.
  static func useVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE vault_use (
          vault TEXT PRIMARY KEY NOT NULL, backups INTEGER NOT NULL DEFAULT 0, used INTEGER NOT NULL DEFAULT 0,
          reserved INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
        INSERT INTO vault_use (vault, backups, used)
          SELECT vault, count(*), sum(\(used("backup"))) FROM backup GROUP BY vault;
        INSERT INTO vault_use (vault, reserved)
          SELECT targetVault, sum(bytesTotal) FROM task WHERE open = 1 AND targetVault IS NOT NULL GROUP BY targetVault
          ON CONFLICT (vault) DO UPDATE SET reserved = excluded.reserved;
        CREATE TRIGGER backup_added AFTER INSERT ON backup BEGIN \(added) END;
        CREATE TRIGGER backup_removed AFTER DELETE ON backup BEGIN \(removed) END;
        CREATE TRIGGER backup_changed AFTER UPDATE OF vault, status, size, parent ON backup BEGIN
          \(removed) \(added) END;
        CREATE TRIGGER task_added AFTER INSERT ON task WHEN \(reserves("NEW")) BEGIN \(reserved) END;
        CREATE TRIGGER task_removed AFTER DELETE ON task WHEN \(reserves("OLD")) BEGIN \(released) END;
        CREATE TRIGGER task_opened AFTER UPDATE OF open, targetVault, bytesTotal ON task WHEN \(reserves("NEW")) BEGIN
          \(reserved) END;
        CREATE TRIGGER task_closed AFTER UPDATE OF open, targetVault, bytesTotal ON task WHEN \(reserves("OLD")) BEGIN
          \(released) END;
        """)
  }

  /// A disk backup that belongs to a server backup (`parent`) shares its bytes; what is being made holds none yet.
  static func used(_ row: String) -> String {
    """
    CASE WHEN \(row).parent IS NULL AND \(row).status NOT IN ('waiting_protect', 'protecting')
      THEN \(row).size ELSE 0 END
    """
  }

  private static func reserves(_ row: String) -> String { "\(row).open = 1 AND \(row).targetVault IS NOT NULL" }

  private static var added: String {
    """
    INSERT INTO vault_use (vault, backups, used) VALUES (NEW.vault, 1, \(used("NEW")))
      ON CONFLICT (vault) DO UPDATE SET backups = backups + 1, used = used + excluded.used;
    """
  }

  private static var removed: String {
    "UPDATE vault_use SET backups = backups - 1, used = used - (\(used("OLD"))) WHERE vault = OLD.vault;"
  }

  private static let reserved = """
    INSERT INTO vault_use (vault, reserved) VALUES (NEW.targetVault, NEW.bytesTotal)
      ON CONFLICT (vault) DO UPDATE SET reserved = reserved + excluded.reserved;
    """
  private static let released =
    "UPDATE vault_use SET reserved = reserved - OLD.bytesTotal WHERE vault = OLD.targetVault;"
}
