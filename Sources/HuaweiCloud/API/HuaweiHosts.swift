public import CloudWire
internal import Foundation

/// Where the services of each region are reached.
public struct HuaweiHosts: Hashable, Sendable {
  /// The services this program speaks with.
  public enum Service: String, CaseIterable, Sendable {
    /// Cloud Backup and Recovery.
    case cbr
    /// Identity and Access Management; global.
    case iam
    /// Image Management Service.
    case ims
  }

  /// Where a service is reached instead; private and partner clouds run the same API at hosts of their own.
  ///
  /// `{region}` in an address stands for the region's id.
  public var overrides: [Service: String]

  /// The vendor's own hosts, but for the overrides.
  public init(overrides: [Service: String] = [:]) { self.overrides = overrides }

  /// The endpoint of a service.
  ///
  /// - Parameter region: the region's id; nil means the whole account and is for IAM only.
  public func endpoint(_ service: Service, region: String?) throws(EndpointError) -> Endpoint {
    if let text = overrides[service] {
      return try Endpoint(Self.replaced(text, region: region ?? ""))
    }
    guard let region else { return Endpoint(host: "\(service.rawValue).myhuaweicloud.com") }
    // Ids come from answers and files: one with a slash or an at sign must never choose the host.
    return try Endpoint("https://\(service.rawValue).\(region).myhuaweicloud.com")
  }

  private static func replaced(_ text: String, region: String) -> String {
    guard let mark = text.range(of: "{region}") else { return text }
    return text.replacingCharacters(in: mark, with: region)
  }
}
