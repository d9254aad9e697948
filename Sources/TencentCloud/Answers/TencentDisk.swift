/// A disk as `DescribeDisks` shows it.
public struct TencentDisk: Decodable, Hashable, Sendable {
  /// `disk-` and eight characters.
  public let id: String
  /// The name.
  public let name: String
  /// `SYSTEM_DISK` or `DATA_DISK`.
  public let usage: String?
  /// The size in GiB.
  public let size: Int64?
  /// Whether snapshots can be taken of it; nil where it is not said.
  public let takesSnapshots: Bool?

  /// Reads a disk; the id must be there.
  public init(from decoder: any Decoder) throws {
    let fields = try AnswerFields(decoder)
    id = try fields.identifier("DiskId")
    name = fields.optional("DiskName") ?? ""
    usage = fields.optional("DiskUsage")
    size = fields.optional("DiskSize")
    takesSnapshots = fields.optional("SnapshotAbility")
  }
}
