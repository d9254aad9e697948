/// The reading side: what is and what happened, as the catalog knows it.
///
/// All functions block shortly on the database and are called off the key loop.
public protocol CatalogReading: Sendable {
  /// All regions with their projects, in the context's order.
  func regions() throws -> [Region]
  /// A window of at most `limit` rows onto a listing.
  func rows(_ listing: Listing, at anchor: Anchor, limit: Int) throws -> ListedRows
  /// One backup or replica by its whole id.
  func backup(_ id: String) throws -> Backup?
  /// One snapshot by its whole id.
  func snapshot(_ id: String) throws -> Snapshot?
  /// One vault by its whole id.
  func vault(_ id: String) throws -> Vault?
  /// One task by its whole id.
  func task(_ id: String) throws -> CloudTask?
  /// The vaults of a region, all projects and types.
  func vaults(region: String) throws -> [Vault]
  /// The tasks that have this backup or snapshot as source or target: those in flight, then ended ones, newest first.
  func tasks(touching id: String, limit: Int) throws -> [CloudTask]
  /// Header counts and the tasks for the pane.
  func activity(limit: Int) throws -> Activity
  /// Row counts of the services.
  func counts(_ scope: Scope) throws -> ServiceCounts
  /// Grows with every change anybody commits, other processes included.
  func revision() throws -> Int
}
