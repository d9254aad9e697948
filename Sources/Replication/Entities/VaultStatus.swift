/// The status word of a vault; an open set (S26).
public struct VaultStatus: RawRepresentable, Codable, Hashable, Sendable {
  /// The word as the cloud sends it.
  public var rawValue: String

  /// Takes the word as the cloud sends it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// In use.
  public static let available = VaultStatus(rawValue: "available")
  /// Locked against deletion; still takes replicas.
  public static let locked = VaultStatus(rawValue: "lock")
  /// Frozen by the cloud; refuses replicas (S26).
  public static let frozen = VaultStatus(rawValue: "frozen")
  /// Being deleted; refuses replicas (S26).
  public static let deleting = VaultStatus(rawValue: "deleting")
  /// Faulty; refuses replicas (S26).
  public static let error = VaultStatus(rawValue: "error")

  /// The words that are known.
  public static let known: [VaultStatus] = [.available, .locked, .frozen, .deleting, .error]
}
