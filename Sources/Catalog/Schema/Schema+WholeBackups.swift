import GRDB

extension Schema {
  /// Counts the backups of a vault without the disks within backups of whole servers (`parent`), as its resources are
  /// counted: "3 of 1 server" says nothing.
  static func wholeBackupVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        DROP TRIGGER backup_added;
        DROP TRIGGER backup_removed;
        DROP TRIGGER backup_changed;
        UPDATE vault_use SET backups =
          (SELECT count(*) FROM backup WHERE backup.vault = vault_use.vault AND backup.parent IS NULL);
        CREATE TRIGGER backup_added AFTER INSERT ON backup BEGIN \(wholeAdded) END;
        CREATE TRIGGER backup_removed AFTER DELETE ON backup BEGIN \(wholeRemoved) END;
        CREATE TRIGGER backup_changed AFTER UPDATE OF vault, status, size, parent ON backup BEGIN
          \(wholeRemoved) \(wholeAdded) END;
        """)
  }

  private static var wholeAdded: String {
    """
    INSERT INTO vault_use (vault, backups, used) VALUES (NEW.vault, NEW.parent IS NULL, \(used("NEW")))
      ON CONFLICT (vault) DO UPDATE SET backups = backups + excluded.backups, used = used + excluded.used;
    """
  }

  private static var wholeRemoved: String {
    """
    UPDATE vault_use SET backups = backups - (OLD.parent IS NULL), used = used - (\(used("OLD")))
      WHERE vault = OLD.vault;
    """
  }
}
