/// Where a replica is to go (S42–S44); names are resolved by whoever makes the request.
public struct Destination: Codable, Hashable, Sendable {
  /// The id of the region.
  public var region: String
  /// The id of the project; nil means the region's default one.
  public var project: String?
  /// The id of the vault; nil means the only candidate.
  public var vault: String?

  /// Makes a destination.
  public init(region: String, project: String? = nil, vault: String? = nil) {
    self.region = region
    self.project = project
    self.vault = vault
  }
}
