/// The regions in which a product is offered; not about a region itself.
public struct DescribeRegions: TencentOperation {
  /// The regions.
  public typealias Answer = TencentRegionSet
  /// The service that replaces the one of CVM.
  public static let service = TencentService.region
  /// The operation's name.
  public static let action = "DescribeRegions"
  /// Reads only.
  public static let onlyReads = true

  private enum CodingKeys: String, CodingKey { case product = "Product" }

  /// The product, such as `cbs`.
  public var product: String

  /// Makes a request.
  public init(product: String) { self.product = product }
}
