/// The server, disk or file system a backup was taken of (S2).
public struct ResourceReference: Codable, Hashable, Sendable {
  /// The identifier of the resource.
  public var id: String
  /// The name of the resource.
  public var name: String
  /// The kind of the resource (S12).
  public var kind: ResourceKind

  /// Makes a reference.
  public init(id: String, name: String, kind: ResourceKind) {
    self.id = id
    self.name = name
    self.kind = kind
  }
}
