/// The answer of `CopySnapshotCrossRegions`: every destination has an outcome of its own.
public struct TencentCopyOutcomes: Decodable, Hashable, Sendable {
  /// What came of one destination.
  public struct Outcome: Decodable, Hashable, Sendable {
    /// The destination region.
    public let region: String
    /// The id of the copy, which is being made; nil where there is none.
    public let snapshot: String?
    /// `Success`, or a code of an error.
    public let code: String
    /// What is wrong; empty on success.
    public let message: String

    /// Reads an outcome; region and code must be there.
    public init(from decoder: any Decoder) throws {
      let fields = try AnswerFields(decoder)
      region = try fields.identifier("DestinationRegion")
      code = try fields.required("Code")
      message = fields.optional("Message") ?? ""
      // A success without an id of the copy is none: nobody could follow it.
      snapshot = code == "Success" ? try fields.identifier("SnapshotId") : nil
    }
  }

  /// One outcome for each destination.
  public let outcomes: [Outcome]
  /// The id of the request.
  public let requestID: String?

  /// Reads the answer; the list must be there.
  public init(from decoder: any Decoder) throws {
    let fields = try AnswerFields(decoder)
    outcomes = try fields.required("SnapshotCopyResultSet")
    requestID = fields.optional("RequestId")
  }
}
