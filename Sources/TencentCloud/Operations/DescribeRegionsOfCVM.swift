/// The regions as CVM knows them; frozen by the vendor, and the way out where the region service knows no product.
public struct DescribeRegionsOfCVM: TencentOperation {
  /// The regions.
  public typealias Answer = TencentRegionSet
  /// CVM.
  public static let service = TencentService.cvm
  /// The operation's name.
  public static let action = "DescribeRegions"
  /// Reads only.
  public static let onlyReads = true

  /// Makes a request.
  public init() {}
}
