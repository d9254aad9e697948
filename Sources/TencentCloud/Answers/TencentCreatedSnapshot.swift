/// The answer of `CreateSnapshot`.
public struct TencentCreatedSnapshot: Decodable, Hashable, Sendable {
  /// The new snapshot, which is being taken.
  public let id: String

  /// Reads the answer; the id must be there.
  public init(from decoder: any Decoder) throws { id = try AnswerFields(decoder).identifier("SnapshotId") }
}
