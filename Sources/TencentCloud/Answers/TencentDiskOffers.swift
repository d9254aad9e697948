/// The answer of `DescribeDiskConfigQuota`.
public struct TencentDiskOffers: Decodable, Hashable, Sendable {
  /// A kind of disk in a zone; sizes are GiB.
  public struct Offer: Decodable, Hashable, Sendable {
    /// Whether it can be had just now.
    public let isAvailable: Bool
    /// The zone.
    public let zone: String
    /// The type, such as `CLOUD_PREMIUM`.
    public let diskType: String
    /// How it is paid.
    public let charge: String?
    /// The smallest size.
    public let smallest: Int64?
    /// The largest size.
    public let largest: Int64?
    /// Sizes are multiples of it.
    public let step: Int64?

    /// Reads an offer; zone and type must be there.
    public init(from decoder: any Decoder) throws {
      let fields = try AnswerFields(decoder)
      isAvailable = fields.optional("Available") ?? false
      zone = try fields.identifier("Zone")
      diskType = try fields.identifier("DiskType")
      charge = fields.optional("DiskChargeType")
      smallest = fields.optional("MinDiskSize")
      largest = fields.optional("MaxDiskSize")
      step = fields.optional("StepSize")
    }
  }

  /// The offers.
  public let offers: [Offer]

  /// Reads the answer; the list must be there.
  public init(from decoder: any Decoder) throws { offers = try AnswerFields(decoder).required("DiskConfigSet") }
}
