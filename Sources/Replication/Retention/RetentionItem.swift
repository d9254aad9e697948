public import struct Foundation.Date

/// A backup or replica as retention sees it.
public struct RetentionItem: Hashable, Sendable {
  /// The id of the backup or replica.
  public var id: String
  /// The id of the resource it holds; every resource is judged by itself.
  public var resource: String
  /// When the data was read from the resource.
  public var moment: Date
  /// Whether it is complete and was read back and hashed.
  public var isVerified: Bool
  /// Why it may not be touched now, such as a copy that reads from it; nil when it may.
  public var hold: String?

  /// Makes an item.
  public init(id: String, resource: String, moment: Date, isVerified: Bool, hold: String? = nil) {
    self.id = id
    self.resource = resource
    self.moment = moment
    self.isVerified = isVerified
    self.hold = hold
  }

  /// A backup or replica as it stands.
  public init(_ backup: Backup) {
    let hold: String? =
      if backup.locked {
        "it is being copied"
      } else if backup.status != .available {
        "it is \(backup.status.label)"
      } else {
        nil
      }
    self.init(
      id: backup.id, resource: backup.resource.id, moment: backup.createdAt,
      isVerified: backup.status == .available && backup.verifiedAt != nil && backup.damagedAt == nil, hold: hold)
  }
}
