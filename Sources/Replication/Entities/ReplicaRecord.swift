/// What the source knows of one of its replicas (S19, S70).
public struct ReplicaRecord: Codable, Hashable, Sendable {
  /// The id of the replica.
  public var id: String
  /// The region that holds it.
  public var region: String
  /// The replica's own status.
  public var status: BackupStatus

  /// Makes a record.
  public init(id: String, region: String, status: BackupStatus) {
    self.id = id
    self.region = region
    self.status = status
  }
}
