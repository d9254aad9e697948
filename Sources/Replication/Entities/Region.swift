public import struct Foundation.Date

/// A region of the account with its projects and capabilities (S1, S9, S31, S32, S35).
public struct Region: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, matching `[a-z0-9-]{1,34}`.
  public var id: String
  /// The name an operator reads, such as `CN-Hong Kong`.
  public var name: String
  /// The services the region offers.
  public var services: [Service]
  /// Whether CBR backups may be replicated from and to here (S9).
  public var replicationCapable: Bool
  /// Whether CBS snapshots may be copied from and to here (S31).
  public var snapshotCopySupported: Bool
  /// The finance or the standard zone (S32).
  public var zone: Zone
  /// The projects, the default one first.
  public var projects: [Project]
  /// How many snapshots the region may hold (S35); nil where the cloud does not say.
  public var snapshotQuota: Int?
  /// How many snapshots the region holds, reservations of running copies included (S35).
  public var snapshotsUsed: Int
  /// Why the region cannot be reached just now, in words; nil when it can.
  public var unreachable: String?
  /// Of a live cloud: when everything here was last read; nil where the catalog is never behind.
  public var refreshedAt: Date?

  /// Makes a region; capabilities default to what most regions have.
  public init(
    id: String, name: String, services: [Service] = Service.allCases, replicationCapable: Bool = true,
    snapshotCopySupported: Bool = true, zone: Zone = .standard, projects: [Project] = [], snapshotQuota: Int? = nil,
    snapshotsUsed: Int = 0, unreachable: String? = nil, refreshedAt: Date? = nil
  ) {
    self.id = id
    self.name = name
    self.services = services
    self.replicationCapable = replicationCapable
    self.snapshotCopySupported = snapshotCopySupported
    self.zone = zone
    self.projects = projects
    self.snapshotQuota = snapshotQuota
    self.snapshotsUsed = snapshotsUsed
    self.unreachable = unreachable
    self.refreshedAt = refreshedAt
  }

  /// The project meant when only the region is named (S43).
  public var defaultProject: Project? { projects.first { $0.isDefault } ?? projects.first }
}
