import GRDB

/// One unchanging view of the catalog; inside `Catalog.write` also the way to change it, seeing its own changes.
///
/// Use it only inside the closure it was given to.
public struct CatalogTransaction {
  let database: Database
  let countCache: CountCache
  let touched = TouchedTables()

  init(_ database: Database, counts: CountCache) {
    self.database = database
    self.countCache = counts
  }
}
