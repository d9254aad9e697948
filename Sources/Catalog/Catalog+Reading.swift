import GRDB
public import Replication

extension Catalog {
  /// All regions with their projects, in the order in which they were first put.
  public func regions() throws -> [Region] { try read { try $0.regions() } }

  /// A window of at most `limit` rows (10,000) onto a listing.
  public func rows(_ listing: Listing, at anchor: Anchor, limit: Int) throws -> ListedRows {
    try read { try $0.rows(listing, at: anchor, limit: limit) }
  }

  /// The same without blocking the caller's thread; ends early, with an error, when the task is cancelled.
  public func search(_ listing: Listing, at anchor: Anchor, limit: Int) async throws -> ListedRows {
    try await readCancellably { try $0.rows(listing, at: anchor, limit: limit) }
  }

  /// How many rows a listing has; ends early, with an error, when the task is cancelled.
  public func total(_ listing: Listing) async throws -> Int { try await readCancellably { try $0.total(listing) } }

  private func readCancellably<T: Sendable>(
    _ body: @Sendable @escaping (CatalogTransaction) throws -> T
  ) async throws -> T {
    do {
      return try await pool.read { [counts] in try body(CatalogTransaction($0, counts: counts)) }
    } catch {
      return try explaining { throw error }
    }
  }

  /// One backup or replica by its whole id.
  public func backup(_ id: String) throws -> Backup? { try read { try $0.backup(id) } }

  /// One snapshot by its whole id.
  public func snapshot(_ id: String) throws -> Snapshot? { try read { try $0.snapshot(id) } }

  /// One vault by its whole id.
  public func vault(_ id: String) throws -> Vault? { try read { try $0.vault(id) } }

  /// One task by its whole id, with its latest progress.
  public func task(_ id: String) throws -> CloudTask? { try read { try $0.task(id) } }
  /// One image by its whole id.
  public func image(_ id: String) throws -> Image? { try read { try $0.image(id) } }

  /// What each region holds of each resource that can be replicated, for the lag board.
  public func lagFacts(verifiedOnly: Bool = true) throws -> [LagFact] {
    try read { try $0.lagFacts(verifiedOnly: verifiedOnly) }
  }

  /// The vaults of a region, all projects and types, by name.
  public func vaults(region: String) throws -> [Vault] { try read { try $0.vaults(region: region) } }

  /// The tasks that read or make this thing: those in flight, then ended ones, newest first.
  public func tasks(touching id: String, limit: Int) throws -> [CloudTask] {
    try read { try $0.tasks(touching: id, limit: limit) }
  }

  /// Header counts, and the tasks in flight followed by the most recently ended ones.
  public func activity(limit: Int) throws -> Activity { try read { try $0.activity(limit: limit) } }

  /// Row counts of the services.
  public func counts(_ scope: Scope) throws -> ServiceCounts { try read { try $0.counts(scope) } }

  /// Row counts of every region and project.
  public func placeCounts() throws -> [Scope: ServiceCounts] { try read { try $0.placeCounts() } }

  /// Grows with every change anybody commits, other processes included.
  public func revision() throws -> Int { try read { try $0.revision() } }

  /// The tasks of these statuses, oldest first; at most 10,000, so that a queue never fills the memory.
  public func allTasks(statuses: [TaskStatus]) throws -> [CloudTask] { try read { try $0.tasks(statuses: statuses) } }

  /// Whether any task waits, runs, or was interrupted by a death: work that goes on without an operator.
  public func hasUnfinishedTasks() throws -> Bool { try read { try $0.hasUnfinishedTasks() } }

  /// What `text` names: a whole id, a unique prefix of one, or a unique name.
  ///
  /// A name shared only by an original and its replicas means the original, unless `preferringOriginals` is false; names
  /// are looked up in `region` first.
  public func resolve(
    _ text: String, as kind: Resolvable, region: String? = nil, preferringOriginals: Bool = true
  ) throws -> Resolution {
    try read { try $0.resolve(text, as: kind, region: region, preferringOriginals: preferringOriginals) }
  }

  /// The last lines of the audit before line `number`, newest first; nil for the end.
  public func audit(before number: Int64? = nil, limit: Int) throws -> [AuditEntry] {
    try read { try $0.audit(before: number, limit: limit) }
  }

  /// One line of the audit.
  public func audit(line number: Int64) throws -> AuditEntry? {
    try read { try $0.audit(before: number < .max ? number + 1 : nil, limit: 1).first { $0.number == number } }
  }

  /// Reads the whole audit and says where it does not fit itself.
  public func checkAudit() throws -> AuditCheck { try read { try $0.checkAudit() } }

  /// Whether the catalog was made anew and nobody has called `markRebuilt` since; survives a crash half-way.
  public func needsRebuild() throws -> Bool { try read { try $0.needsRebuild() } }
}
