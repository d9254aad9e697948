/// What the cloud accepted; the replica's own id is not in it.
public struct CBRReplication: Decodable, Hashable, Sendable {
  /// One backup of a vault that is replicated.
  public struct Item: Decodable, Hashable, Sendable {
    /// The backup that is copied.
    public var backupId: String
    /// The record to follow.
    public var replicationRecordId: String?
  }

  /// Of a backup: itself.
  public var backupId: String?
  /// Of a backup: the record to follow.
  public var replicationRecordId: String?
  /// Of a vault: its backups that are copied.
  public var backups: [Item]?
}
