public import CloudWire
internal import Foundation

/// Where the services listen (tencent-cbs.md §1).
public struct TencentEndpoints: Hashable, Sendable {
  /// Addresses that replace the vendor's: the vendor's international site, clouds that run the same
  /// API, and tests.
  ///
  /// `{region}` in an address stands for the region's id.
  public var overrides: [TencentService: String]

  /// The vendor's own hosts, but for the overrides.
  public init(overrides: [TencentService: String] = [:]) { self.overrides = overrides }

  /// Where a service is reached for a region; finance regions have hosts of their own, all others share one.
  public func endpoint(_ service: TencentService, region: String? = nil) throws(EndpointError) -> Endpoint {
    if let address = overrides[service] {
      return try Endpoint(address.replacingOccurrences(of: "{region}", with: region ?? ""))
    }
    guard let region, Self.isFinance(region) else {
      return Endpoint(host: "\(service.rawValue).tencentcloudapi.com")
    }
    // Ids come from answers and files: one with a slash or an at sign must never choose the host.
    return try Endpoint("https://\(service.rawValue).\(region).tencentcloudapi.com")
  }

  /// The addresses of the vendor's international site, whose accounts are others; it has no finance regions.
  public static let international: [TencentService: String] = Dictionary(
    uniqueKeysWithValues: TencentService.allCases.map { ($0, "https://\($0.rawValue).intl.tencentcloudapi.com") })

  /// Whether a region belongs to the finance zones.
  public static func isFinance(_ region: String) -> Bool { region.hasSuffix("-fsi") }
}
