public import struct Foundation.Date

/// The permanent note that a policy replicated a backup to a region once (S21).
public struct LedgerEntry: Codable, Hashable, Sendable {
  /// The id of the source backup.
  public var backup: String
  /// The destination region.
  public var region: String
  /// When the automatic replication succeeded.
  public var date: Date

  /// Makes an entry.
  public init(backup: String, region: String, date: Date) {
    self.backup = backup
    self.region = region
    self.date = date
  }
}
