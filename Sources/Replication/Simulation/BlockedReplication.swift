public import struct Foundation.Date

/// A backup that no policy will ever replicate to a region again: its one automatic run is used up, and the replica is
/// gone (S21).
public struct BlockedReplication: Codable, Hashable, Sendable {
  /// The backup.
  public var backup: NamedReference
  /// The destination region.
  public var region: String
  /// When it was, or would be, replicated there by policy.
  public var replicated: Date
  /// Whether the replica is gone already; else it would go within the time simulated.
  public var isToday: Bool

  /// Makes a note.
  public init(backup: NamedReference, region: String, replicated: Date, isToday: Bool) {
    self.backup = backup
    self.region = region
    self.replicated = replicated
    self.isToday = isToday
  }
}
