/// An id together with the name it had when it was recorded.
public struct NamedReference: Codable, Hashable, Identifiable, Sendable {
  /// The identifier.
  public var id: String
  /// The name; empty where it is not known.
  public var name: String

  /// Makes a reference.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
