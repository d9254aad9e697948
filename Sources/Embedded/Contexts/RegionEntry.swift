public import Replication

/// A region of an embedded context: its facts and where its store lies.
public struct RegionEntry: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, matching `[a-z0-9-]{1,34}`.
  public var id: String
  /// The name an operator reads.
  public var name: String
  /// The absolute folder of the region's store.
  public var store: String
  /// The services the region offers.
  public var services: [Service]
  /// Whether CBR backups may be replicated from and to here (S9).
  public var replicationCapable: Bool
  /// Whether CBS snapshots may be copied from and to here (S31).
  public var snapshotCopySupported: Bool
  /// The finance or the standard zone (S32).
  public var zone: Zone
  /// How many snapshots the region may hold, instead of S35's rule; nil for the rule.
  public var snapshotQuota: Int?
  /// The projects, exactly one of them the default.
  public var projects: [Project]

  /// Makes an entry.
  public init(
    id: String, name: String, store: String, services: [Service] = Service.allCases, replicationCapable: Bool = true,
    snapshotCopySupported: Bool = true, zone: Zone = .standard, snapshotQuota: Int? = nil, projects: [Project] = []
  ) {
    self.id = id
    self.name = name
    self.store = store
    self.services = services
    self.replicationCapable = replicationCapable
    self.snapshotCopySupported = snapshotCopySupported
    self.zone = zone
    self.snapshotQuota = snapshotQuota
    self.projects = projects
  }
}
