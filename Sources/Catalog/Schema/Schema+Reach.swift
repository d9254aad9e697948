import GRDB

extension Schema {
  /// Where the backups of each vault have usable replicas, and of which resources it holds backups, kept by the database
  /// itself: lists of vaults say both, however many backups there are.
  static func reachVersion(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE vault_reach (
          vault TEXT NOT NULL, region TEXT NOT NULL, replicas INTEGER NOT NULL, PRIMARY KEY (vault, region)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO vault_reach
          SELECT original.vault, copy.region, count(*) FROM backup AS copy JOIN backup AS original
            ON original.id = copy.source
          WHERE copy.source IS NOT NULL AND copy.status = 'available' GROUP BY original.vault, copy.region;
        CREATE TABLE vault_resource (
          vault TEXT NOT NULL, resource TEXT NOT NULL, backups INTEGER NOT NULL, PRIMARY KEY (vault, resource)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO vault_resource SELECT vault, resource, count(*) FROM backup GROUP BY vault, resource;
        CREATE TRIGGER reach_replica_added AFTER INSERT ON backup WHEN \(counts("NEW")) BEGIN \(reaches) END;
        CREATE TRIGGER reach_replica_removed AFTER DELETE ON backup WHEN \(counts("OLD")) BEGIN \(leaves) END;
        CREATE TRIGGER reach_replica_left AFTER UPDATE OF source, status, region ON backup
          WHEN \(counts("OLD")) AND \(replicaChanged) BEGIN \(leaves) END;
        CREATE TRIGGER reach_replica_came AFTER UPDATE OF source, status, region ON backup
          WHEN \(counts("NEW")) AND \(replicaChanged) BEGIN \(reaches) END;
        CREATE TRIGGER reach_source_added AFTER INSERT ON backup WHEN NEW.source IS NULL BEGIN \(sourceComes) END;
        CREATE TRIGGER reach_source_removed AFTER DELETE ON backup WHEN OLD.source IS NULL BEGIN \(sourceGoes) END;
        CREATE TRIGGER reach_source_moved AFTER UPDATE OF vault ON backup
          WHEN OLD.source IS NULL AND OLD.vault IS NOT NEW.vault BEGIN \(sourceGoes) \(sourceComes) END;
        CREATE TRIGGER resource_added AFTER INSERT ON backup BEGIN \(resourceComes) END;
        CREATE TRIGGER resource_removed AFTER DELETE ON backup BEGIN \(resourceGoes) END;
        CREATE TRIGGER resource_moved AFTER UPDATE OF vault, resource ON backup
          WHEN OLD.vault IS NOT NEW.vault OR OLD.resource IS NOT NEW.resource BEGIN
          \(resourceGoes) \(resourceComes) END;
        """)
  }

  /// Whether a row is a replica that can be used.
  private static func counts(_ row: String) -> String { "\(row).source IS NOT NULL AND \(row).status = 'available'" }

  private static let replicaChanged = """
    (OLD.source IS NOT NEW.source OR OLD.status IS NOT NEW.status OR OLD.region IS NOT NEW.region)
    """

  // A replica may be known before its source: then nothing is counted until the source comes.
  private static let reaches = """
    INSERT INTO vault_reach SELECT vault, NEW.region, 1 FROM backup WHERE id = NEW.source
      ON CONFLICT (vault, region) DO UPDATE SET replicas = replicas + 1;
    """
  private static let leaves = """
    UPDATE vault_reach SET replicas = replicas - 1
      WHERE region = OLD.region AND vault = (SELECT vault FROM backup WHERE id = OLD.source);
    """
  private static let sourceComes = """
    INSERT INTO vault_reach
      SELECT NEW.vault, region, count(*) FROM backup WHERE source = NEW.id AND status = 'available' GROUP BY region
      ON CONFLICT (vault, region) DO UPDATE SET replicas = replicas + excluded.replicas;
    """
  private static let sourceGoes = """
    UPDATE vault_reach SET replicas = replicas - (
      SELECT count(*) FROM backup WHERE source = OLD.id AND region = vault_reach.region AND status = 'available')
      WHERE vault = OLD.vault;
    """
  static let resourceComes = """
    INSERT INTO vault_resource VALUES (NEW.vault, NEW.resource, 1)
      ON CONFLICT (vault, resource) DO UPDATE SET backups = backups + 1;
    """
  static let resourceGoes = """
    UPDATE vault_resource SET backups = backups - 1 WHERE vault = OLD.vault AND resource = OLD.resource;
    DELETE FROM vault_resource WHERE vault = OLD.vault AND resource = OLD.resource AND backups <= 0;
    """
}
