/// The answer of `DescribeRegions`.
public struct TencentRegionSet: Decodable, Hashable, Sendable {
  /// One region.
  public struct Entry: Decodable, Hashable, Sendable {
    /// The identifier, such as `ap-shanghai`.
    public let id: String
    /// The name in the language of the request.
    public let name: String
    /// `AVAILABLE` or `UNAVAILABLE`; nil where it is not said.
    public let state: String?

    init(id: String, name: String, state: String? = nil) {
      self.id = id
      self.name = name
      self.state = state
    }

    /// Reads an entry; the id must be there.
    public init(from decoder: any Decoder) throws {
      let fields = try AnswerFields(decoder)
      id = try fields.identifier("Region")
      name = fields.optional("RegionName") ?? ""
      state = fields.optional("RegionState")
    }
  }

  /// The regions in the service's order.
  public let regions: [Entry]

  /// Reads the answer; the list must be there.
  public init(from decoder: any Decoder) throws {
    regions = try AnswerFields(decoder).required("RegionSet")
  }
}
