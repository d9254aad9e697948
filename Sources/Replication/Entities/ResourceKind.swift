/// The kind of a protected resource; an open set, since clouds add kinds (S2, S12).
public struct ResourceKind: RawRepresentable, Codable, Hashable, Sendable {
  /// The word as the cloud sends it.
  public var rawValue: String

  /// Takes the word as the cloud sends it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// An elastic cloud server: the only replicable server kind (S12).
  public static let ecs = ResourceKind(rawValue: "ecs")
  /// A bare-metal server.
  public static let bms = ResourceKind(rawValue: "bms")
  /// A server of a native cloud.
  public static let native = ResourceKind(rawValue: "native")
  /// A workspace desktop.
  public static let workspace = ResourceKind(rawValue: "workspace")
  /// A cloud disk.
  public static let disk = ResourceKind(rawValue: "disk")
  /// An SFS Turbo file system.
  public static let turbo = ResourceKind(rawValue: "turbo")
}
