import Foundation
import GRDB

extension Catalog {
  /// Opens a catalog, making it where there is none; several processes may have it open.
  ///
  /// Throws `CatalogError.corrupt` where `setAside` is the way on.
  public static func open(at path: String) throws(CatalogError) -> Catalog {
    do {
      try CatalogFiles.makeFolder(of: path)
      return try CatalogFiles.locked(path) { try opened(path) }
    } catch let error as CatalogError {
      throw error
    } catch let error as DatabaseError {
      throw CatalogError(error, path: path)
    } catch {
      throw CatalogError.failed(path: path, reason: "\(error)")
    }
  }

  private static func opened(_ path: String) throws -> Catalog {
    try CatalogFiles.make(path)
    // Kept open: with its last connection a database's journal is emptied, flushed and removed, only to be made anew.
    let first = try DatabaseQueue(path: path, configuration: configuration())
    let isNew = try Schema.migrate(first, path: path)
    let pool = try DatabasePool(path: path, configuration: configuration())
    guard let identity = FileIdentity(path: path) else { throw CatalogError.replaced(path: path) }
    let checkpoints = Checkpoints(connection: first)
    let signal = ChangeSignal(journal: CatalogFiles.journal(of: path), checkpoints: checkpoints) {
      try DatabaseQueue(path: path, configuration: configuration(readonly: true))
    }
    return Catalog(
      path: path, isNew: isNew, pool: pool, signal: signal, checkpoints: checkpoints, identity: identity)
  }

  private static func configuration(readonly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = false
    configuration.readonly = readonly
    configuration.maximumReaderCount = 4
    configuration.label = "catalog"
    configuration.prepareDatabase { database in
      // A hostile file must not make the schema run functions; 4 MiB of pages a connection serve the windows;
      // a journal that a large rebuild has blown up shrinks again.
      try database.execute(
        sql: """
          PRAGMA trusted_schema = OFF; PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY;
          PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = \(Checkpoints.fallback)
          """)
      database.add(function: PatternFunction.make())
      database.add(function: LoweringFunction.make())
    }
    return configuration
  }

  /// Renames a corrupt catalog with its journal to `…-corrupt-<time>` and returns the new name.
  ///
  /// Processes that have it open can read on but not write (`CatalogError.replaced`). Throws `CatalogError.sound` where
  /// another process has replaced it already. A crash half-way leaves either the old catalog or none, never a new
  /// catalog with an old journal.
  public static func setAside(_ path: String) throws -> String {
    try CatalogFiles.locked(path) {
      guard FileIdentity(path: path) != nil else { throw CatalogError.replaced(path: path) }
      guard !isSound(path) else { throw CatalogError.sound(path: path) }
      return try CatalogFiles.rename(path)
    }
  }

  /// Whether a file opens and every page of it agrees with the others.
  private static func isSound(_ path: String) -> Bool {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration())
      _ = try Schema.migrate(queue, path: path)
      return try queue.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") } == ["ok"]
    } catch CatalogError.corrupt {
      return false
    } catch let error as DatabaseError {
      if case .corrupt = CatalogError(error, path: path) { return false }
      // Busy, full, forbidden: nothing that renaming would cure.
      return true
    } catch {
      return true
    }
  }
}
