import GRDB

extension Schema {
  /// What the last restore drill of a backup found, the libvirt domain of an image, and images by their backup.
  static func restoreVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE backup ADD COLUMN drill TEXT;
        ALTER TABLE image ADD COLUMN domain TEXT;
        CREATE INDEX image_backup ON image (backup);
        """)
  }
}
