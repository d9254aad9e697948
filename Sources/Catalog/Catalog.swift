import Foundation
import GRDB
public import Replication
import Synchronization

/// What is and what happened, in one SQLite file per context, shared by all processes of a home.
///
/// All calls block shortly on the database and may be made from any thread but the key loop's.
public final class Catalog: CatalogReading, Sendable {
  /// The file.
  public let path: String
  /// Whether this call of `open` made the file.
  public let isNew: Bool

  let pool: DatabasePool
  let counts = CountCache()
  let signal: ChangeSignal
  private let checkpoints: Checkpoints
  private let identity: FileIdentity
  /// Held by whoever writes behind the others.
  private let behind = NSLock()

  init(
    path: String, isNew: Bool, pool: DatabasePool, signal: ChangeSignal, checkpoints: Checkpoints,
    identity: FileIdentity
  ) {
    self.path = path
    self.isNew = isNew
    self.pool = pool
    self.signal = signal
    self.checkpoints = checkpoints
    self.identity = identity
  }

  /// Runs `body` on one unchanging view of the catalog.
  public func read<T>(_ body: (CatalogTransaction) throws -> T) throws -> T {
    try explaining {
      try pool.read { try body(CatalogTransaction($0, counts: counts)) }
    }
  }

  /// Runs `body` in one IMMEDIATE transaction; whatever it throws undoes everything it did and comes out of here.
  ///
  /// `durable` changes survive a power cut once this returns (admission, ledger, deletion, publication); others may
  /// be lost then, never half done (progress).
  public func write<T>(durable: Bool, _ body: (CatalogTransaction) throws -> T) throws -> T {
    try explaining {
      guard FileIdentity(path: path) == identity else { throw CatalogError.replaced(path: path) }
      let (result, revision) = try pool.writeWithoutTransaction { database in
        try database.execute(sql: durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
        var outcome: (T, Int)?
        try database.inTransaction(.immediate) {
          let transaction = CatalogTransaction(database, counts: counts)
          let result = try body(transaction)
          outcome = (result, try transaction.close())
          return .commit
        }
        guard let outcome else { throw CatalogError.failed(path: path, reason: "the transaction did not end") }
        return outcome
      }
      signal.announce(revision)
      checkpoints.count()
      return result
    }
  }

  /// The same for work that nobody waits for: of all who write this way only one stands in line at a time, so that
  /// an operator's change waits for one of them at most.
  public func writeBehind<T>(durable: Bool, _ body: (CatalogTransaction) throws -> T) throws -> T {
    try behind.withLock { try write(durable: durable, body) }
  }

  /// The catalog's revision whenever it has grown: at once after a commit through this object, within the interval after
  /// another's; it is asked for no more often, and not at all while nobody listens.
  ///
  /// The first value may be the present revision. Values not yet fetched are replaced by newer ones.
  public func changes(every interval: Duration = .seconds(1)) -> AsyncStream<Int> { signal.listen(every: interval) }

  /// Turns SQLite's errors into this module's; others pass.
  func explaining<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw CatalogError(error, path: path)
    } catch let row as UnreadableRow {
      throw CatalogError.corrupt(path: path, reason: "a row has no readable \(row.column)")
    }
  }
}
