/// Takes a snapshot of a disk.
public struct CreateSnapshot: TencentOperation {
  /// The new snapshot's id.
  public typealias Answer = TencentCreatedSnapshot
  /// CBS.
  public static let service = TencentService.cbs
  /// The operation's name.
  public static let action = "CreateSnapshot"
  /// Sent twice it takes two snapshots.
  public static let onlyReads = false

  private enum CodingKeys: String, CodingKey {
    case disk = "DiskId"
    case name = "SnapshotName"
    case deadline = "Deadline"
    case tags = "Tags"
  }

  /// The id of the disk.
  public var disk: String
  /// The snapshot's name; nil for the service's own.
  public var name: String?
  /// When the cloud deletes it by itself, as ISO 8601 in UTC, at least a day ahead; nil for never.
  public var deadline: String?
  /// What it is marked with.
  public var tags: [TencentTag]?

  /// Makes a request.
  public init(disk: String, name: String? = nil, deadline: String? = nil, tags: [TencentTag]? = nil) {
    self.disk = disk
    self.name = name
    self.deadline = deadline
    self.tags = tags
  }
}
