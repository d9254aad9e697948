/// The region and project a list shows; nil means all (S49, "All regions").
public struct Scope: Codable, Hashable, Sendable {
  /// The id of the region; nil means all.
  public var region: String?
  /// The id of the project; nil means all.
  public var project: String?

  /// Makes a scope.
  public init(region: String? = nil, project: String? = nil) {
    self.region = region
    self.project = project
  }

  /// All regions and projects.
  public static let everything = Scope()
}
