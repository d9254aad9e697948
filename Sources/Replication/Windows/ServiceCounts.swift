/// How many rows each service holds in a scope, for the left column.
public struct ServiceCounts: Codable, Hashable, Sendable {
  /// Server backups.
  public var servers: Int
  /// Disk backups.
  public var disks: Int
  /// SFS Turbo backups.
  public var turbo: Int
  /// Snapshots.
  public var snapshots: Int

  /// Makes counts of backups by type and of snapshots.
  public init(servers: Int = 0, disks: Int = 0, turbo: Int = 0, snapshots: Int = 0) {
    self.servers = servers
    self.disks = disks
    self.turbo = turbo
    self.snapshots = snapshots
  }

  /// The counts of both together.
  public func adding(_ other: ServiceCounts) -> ServiceCounts {
    ServiceCounts(
      servers: servers + other.servers, disks: disks + other.disks, turbo: turbo + other.turbo,
      snapshots: snapshots + other.snapshots)
  }
}
