/// The answer of `CreateDisks`.
public struct TencentCreatedDisks: Decodable, Hashable, Sendable {
  /// The new disks, which are being made.
  public let ids: [String]

  /// Reads the answer; the vendor says that the list may be null.
  public init(from decoder: any Decoder) throws { ids = try AnswerFields(decoder).list("DiskIdSet") }
}
