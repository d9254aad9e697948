/// Everything policies look at, as it stands: what a simulation begins with.
public struct PolicyWorld: Sendable {
  /// The policies.
  public var policies: [Policy]
  /// The regions of the context.
  public var regions: [Region]
  /// The vaults of all regions.
  public var vaults: [Vault]
  /// The backups in the policies' vaults and their replicas, oldest first.
  public var backups: [Backup]
  /// The registered resources.
  public var resources: [SimulatedResource]
  /// The automatic successes on record.
  public var ledger: [LedgerEntry]

  /// Makes a world.
  public init(
    policies: [Policy], regions: [Region], vaults: [Vault], backups: [Backup] = [],
    resources: [SimulatedResource] = [], ledger: [LedgerEntry] = []
  ) {
    self.policies = policies
    self.regions = regions
    self.vaults = vaults
    self.backups = backups
    self.resources = resources
    self.ledger = ledger
  }
}
