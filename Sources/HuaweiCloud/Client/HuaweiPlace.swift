/// A region's project: what every call to CBR names.
public struct HuaweiPlace: Codable, Hashable, Sendable {
  /// The region's id.
  public var region: String
  /// The project's id.
  public var project: String

  /// Makes a place.
  public init(region: String, project: String) {
    self.region = region
    self.project = project
  }
}
