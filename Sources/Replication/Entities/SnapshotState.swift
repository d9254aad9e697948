/// The state word of a CBS snapshot; words a cloud invents are kept and count as busy (S70).
public struct SnapshotState: RawRepresentable, Codable, Hashable, Sendable {
  public var rawValue: String

  /// Takes the word as the cloud sends it.
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let normal = SnapshotState(rawValue: "NORMAL")
  public static let creating = SnapshotState(rawValue: "CREATING")
  public static let rollbacking = SnapshotState(rawValue: "ROLLBACKING")
  public static let copyingFromRemote = SnapshotState(rawValue: "COPYING_FROM_REMOTE")
  public static let checkingCopied = SnapshotState(rawValue: "CHECKING_COPIED")
  public static let toRecycle = SnapshotState(rawValue: "TORECYCLE")
}
