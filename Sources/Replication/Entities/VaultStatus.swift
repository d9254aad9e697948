/// The status word of a vault; an open set (S26).
public struct VaultStatus: RawRepresentable, Codable, Hashable, Sendable {
  public var rawValue: String

  /// Takes the word as the cloud sends it.
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let available = VaultStatus(rawValue: "available")
  public static let locked = VaultStatus(rawValue: "lock")
  public static let frozen = VaultStatus(rawValue: "frozen")
  public static let deleting = VaultStatus(rawValue: "deleting")
  public static let error = VaultStatus(rawValue: "error")
}
