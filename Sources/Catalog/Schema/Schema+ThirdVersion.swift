import GRDB

extension Schema {
  /// Version 3: what makes a million backups found and counted at once.
  ///
  /// `backup_text` knows for every three letters in a row which backups hold them in `search`; `tally` holds how many
  /// backups there are of each type, region and project, kept by triggers. What the triggers note in `text_change` is
  /// taken into the index at the end of each transaction: a schema that is not trusted must not touch such an index.
  static func thirdVersion(_ database: Database) throws {
    try database.execute(sql: texts + tally)
  }

  // Without positions: a longer text is looked for by its parts, and what is found is compared whole.
  private static let texts = """
    CREATE VIRTUAL TABLE backup_text USING fts5(
      search, content = 'backup', content_rowid = 'rowid', tokenize = 'trigram case_sensitive 1', detail = none,
      columnsize = 0);
    CREATE TABLE text_change (
      number INTEGER PRIMARY KEY, place INTEGER NOT NULL, former TEXT, present TEXT) STRICT;
    CREATE INDEX text_change_place ON text_change (place, number);
    CREATE TRIGGER text_added AFTER INSERT ON backup BEGIN
      INSERT INTO text_change (place, present) VALUES (new.rowid, new.search);
    END;
    CREATE TRIGGER text_removed AFTER DELETE ON backup BEGIN
      INSERT INTO text_change (place, former) VALUES (old.rowid, old.search);
    END;
    CREATE TRIGGER text_changed AFTER UPDATE OF search ON backup WHEN old.search IS NOT new.search BEGIN
      INSERT INTO text_change (place, former, present) VALUES (old.rowid, old.search, new.search);
    END;
    INSERT INTO backup_text (backup_text) VALUES ('rebuild');

    """

  private static let tally = """
    CREATE TABLE tally (
      type TEXT NOT NULL, region TEXT NOT NULL, project TEXT NOT NULL, backups INTEGER NOT NULL,
      PRIMARY KEY (type, region, project)) STRICT, WITHOUT ROWID;
    CREATE TRIGGER tally_added AFTER INSERT ON backup BEGIN
      INSERT INTO tally VALUES (new.type, new.region, new.project, 1)
        ON CONFLICT (type, region, project) DO UPDATE SET backups = backups + 1;
    END;
    CREATE TRIGGER tally_removed AFTER DELETE ON backup BEGIN
      UPDATE tally SET backups = backups - 1
        WHERE type = old.type AND region = old.region AND project = old.project;
    END;
    CREATE TRIGGER tally_moved AFTER UPDATE OF type, region, project ON backup
      WHEN old.type IS NOT new.type OR old.region IS NOT new.region OR old.project IS NOT new.project BEGIN
      UPDATE tally SET backups = backups - 1
        WHERE type = old.type AND region = old.region AND project = old.project;
      INSERT INTO tally VALUES (new.type, new.region, new.project, 1)
        ON CONFLICT (type, region, project) DO UPDATE SET backups = backups + 1;
    END;
    INSERT INTO tally SELECT type, region, project, count(*) FROM backup GROUP BY type, region, project;
    """
}
