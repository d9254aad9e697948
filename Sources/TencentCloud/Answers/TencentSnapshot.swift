/// A snapshot as `DescribeSnapshots` shows it (tencent-cbs.md §3).
public struct TencentSnapshot: Decodable, Hashable, Sendable {
  /// An image that was made of it.
  public struct Image: Decodable, Hashable, Sendable {
    /// The identifier.
    public let id: String

    /// Reads an image; the id must be there.
    public init(from decoder: any Decoder) throws { id = try AnswerFields(decoder).identifier("ImageId") }
  }

  private struct Placement: Decodable {
    let zone: String?
    let project: Int64?

    init(from decoder: any Decoder) throws {
      let fields = try AnswerFields(decoder)
      zone = fields.optional("Zone")
      project = fields.optional("ProjectId")
    }
  }

  /// `snap-` and eight characters.
  public let id: String
  /// The name.
  public let name: String
  /// The state word as it came.
  public let state: String
  /// How far it is made; 100 does not mean that it is done.
  public let percent: Int?
  /// Whether it is a copy from another region.
  public let isCopy: Bool
  /// The regions that copies of it are still on their way to.
  public let copyingTo: [String]
  /// The disk it was taken of.
  public let disk: String
  /// The size of that disk in GiB.
  public let diskSize: Int64?
  /// `SYSTEM_DISK` or `DATA_DISK`.
  public let diskUsage: String?
  /// Such as `2018-10-18 23:55:46`; the zone is not said.
  public let created: String?
  /// The images made of it, which keep it from being deleted.
  public let images: [Image]
  /// `SHARED_SNAPSHOT` where another account shares it.
  public let type: String?
  /// The zone it lies in.
  public let zone: String?
  /// The number of its project; 0 is the default one.
  public let project: Int64?
  /// When the cloud deletes it by itself; empty or nil for never.
  public let deadline: String?
  /// Whether its content is encrypted.
  public let isEncrypted: Bool?
  /// What it is marked with.
  public let tags: [TencentTag]

  /// Reads a snapshot; id and state must be there.
  public init(from decoder: any Decoder) throws {
    let fields = try AnswerFields(decoder)
    id = try fields.identifier("SnapshotId")
    name = fields.optional("SnapshotName") ?? ""
    state = try fields.required("SnapshotState")
    percent = fields.optional("Percent")
    isCopy = fields.optional("CopyFromRemote") ?? false
    copyingTo = fields.list("CopyingToRegions")
    disk = fields.optional("DiskId") ?? ""
    diskSize = fields.optional("DiskSize")
    diskUsage = fields.optional("DiskUsage")
    created = fields.optional("CreateTime")
    images = fields.list("Images")
    type = fields.optional("SnapshotType")
    let placement = fields.optional("Placement", as: Placement.self)
    zone = placement?.zone
    project = placement?.project
    deadline = fields.optional("DeadlineTime")
    isEncrypted = fields.optional("Encrypt")
    tags = fields.list("Tags")
  }
}
