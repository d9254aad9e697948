/// Which disks are for sale in which zones; says nothing of how many snapshots there may be.
public struct DescribeDiskConfigQuota: TencentOperation {
  /// The offers.
  public typealias Answer = TencentDiskOffers
  /// CBS.
  public static let service = TencentService.cbs
  /// The operation's name.
  public static let action = "DescribeDiskConfigQuota"
  /// Reads only.
  public static let onlyReads = true

  /// For whom the disks are.
  public enum Inquiry: String, Encodable, Sendable {
    case disks = "INQUIRY_CBS_CONFIG"
    case servers = "INQUIRY_CVM_CONFIG"
  }

  private enum CodingKeys: String, CodingKey {
    case inquiry = "InquiryType"
    case charge = "DiskChargeType"
    case diskTypes = "DiskTypes"
    case zones = "Zones"
  }

  /// For whom the disks are.
  public var inquiry: Inquiry
  /// How they are paid, such as `POSTPAID_BY_HOUR`.
  public var charge: String?
  /// The types wanted, such as `CLOUD_PREMIUM`.
  public var diskTypes: [String]?
  /// The zones wanted.
  public var zones: [String]?

  /// Makes a request.
  public init(
    _ inquiry: Inquiry = .disks, charge: String? = nil, diskTypes: [String]? = nil, zones: [String]? = nil
  ) {
    self.inquiry = inquiry
    self.charge = charge
    self.diskTypes = diskTypes
    self.zones = zones
  }
}
