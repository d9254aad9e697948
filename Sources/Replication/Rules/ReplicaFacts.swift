public import struct Foundation.Date

/// Everything the rules of one replication look at (S8–S27), gathered from the catalog by whoever asks.
public struct ReplicaFacts: Sendable {
  /// A task for the same backup and region that has not ended (S24).
  public struct InFlight: Hashable, Sendable {
    /// Who asked for it.
    public var requestedBy: Operator
    /// When it was admitted.
    public var date: Date

    /// Makes a note of a running task.
    public init(requestedBy: Operator, date: Date) {
      self.requestedBy = requestedBy
      self.date = date
    }
  }

  /// The source backup.
  public var backup: Backup
  /// The vault the source lies in; nil where unknown.
  public var sourceVault: Vault?
  /// All regions of the context.
  public var regions: [Region]
  /// The replication and other vaults of the destination region, all projects.
  public var destinationVaults: [Vault]
  /// A replica of this backup in the destination region, in any status (S19).
  public var existingReplica: Backup?
  /// A task for this backup and region that has not ended (S24).
  public var inFlight: InFlight?
  /// The automatic success on record for this backup and region (S21).
  public var ledgerEntry: LedgerEntry?
  /// How many unfinished tasks hold reservations in the destination vault, for the message of S27; nil if not counted.
  public var reservingTasks: Int?

  /// Makes facts.
  public init(
    backup: Backup, sourceVault: Vault? = nil, regions: [Region], destinationVaults: [Vault] = [],
    existingReplica: Backup? = nil, inFlight: InFlight? = nil, ledgerEntry: LedgerEntry? = nil,
    reservingTasks: Int? = nil
  ) {
    self.backup = backup
    self.sourceVault = sourceVault
    self.regions = regions
    self.destinationVaults = destinationVaults
    self.existingReplica = existingReplica
    self.inFlight = inFlight
    self.ledgerEntry = ledgerEntry
    self.reservingTasks = reservingTasks
  }
}
