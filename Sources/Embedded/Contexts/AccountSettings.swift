/// How a live cloud's account is reached; credentials are never part of it, only where they are kept.
public struct AccountSettings: Codable, Hashable, Sendable {
  /// Where the credentials come from: `environment`, `file` or `vendor`.
  public var credentials: String
  /// Of `file`: its path; nil means the user's own folder.
  public var file: String?
  /// Of `vendor`: the profile.
  public var profile: String?
  /// The regions looked at; empty means all that the account may use.
  public var regions: [String]
  /// Where services are reached instead of at the vendor's hosts, by service; `{region}` stands for the region's id.
  public var endpoints: [String: String]

  /// The words that `credentials` may be.
  public static let sources = ["environment", "file", "vendor"]

  /// Makes settings.
  public init(
    credentials: String, file: String? = nil, profile: String? = nil, regions: [String] = [],
    endpoints: [String: String] = [:]
  ) {
    self.credentials = credentials
    self.file = file
    self.profile = profile
    self.regions = regions
    self.endpoints = endpoints
  }
}
