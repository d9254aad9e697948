import GRDB

extension Schema {
  /// The resources of a vault without the disks within backups of whole servers (`parent`): those are no resources of
  /// their own, as little as their bytes count twice.
  static func wholeResourceVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        DROP TRIGGER resource_added;
        DROP TRIGGER resource_removed;
        DROP TRIGGER resource_moved;
        DELETE FROM vault_resource;
        INSERT INTO vault_resource
          SELECT vault, resource, count(*) FROM backup WHERE parent IS NULL GROUP BY vault, resource;
        CREATE TRIGGER resource_added AFTER INSERT ON backup WHEN NEW.parent IS NULL BEGIN \(resourceComes) END;
        CREATE TRIGGER resource_removed AFTER DELETE ON backup WHEN OLD.parent IS NULL BEGIN \(resourceGoes) END;
        CREATE TRIGGER resource_left AFTER UPDATE OF vault, resource, parent ON backup
          WHEN OLD.parent IS NULL AND \(resourceChanged) BEGIN \(resourceGoes) END;
        CREATE TRIGGER resource_came AFTER UPDATE OF vault, resource, parent ON backup
          WHEN NEW.parent IS NULL AND \(resourceChanged) BEGIN \(resourceComes) END;
        """)
  }

  private static let resourceChanged = """
    (OLD.vault IS NOT NEW.vault OR OLD.resource IS NOT NEW.resource OR OLD.parent IS NOT NEW.parent)
    """
}
