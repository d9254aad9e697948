/// The state word of a CBS snapshot; words a cloud invents are kept and count as busy (S70).
public struct SnapshotState: RawRepresentable, Codable, Hashable, Sendable {
  /// The word as the cloud sends it.
  public var rawValue: String

  /// Takes the word as the cloud sends it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Complete and readable; may be copied (S34).
  public static let normal = SnapshotState(rawValue: "NORMAL")
  /// Being taken.
  public static let creating = SnapshotState(rawValue: "CREATING")
  /// Its disk is being rolled back to it.
  public static let rollbacking = SnapshotState(rawValue: "ROLLBACKING")
  /// Being copied here from another region.
  public static let copyingFromRemote = SnapshotState(rawValue: "COPYING_FROM_REMOTE")
  /// Copied, and being checked.
  public static let checkingCopied = SnapshotState(rawValue: "CHECKING_COPIED")
  /// In the recycle bin, or on its way there.
  public static let toRecycle = SnapshotState(rawValue: "TORECYCLE")

  /// The words that are known.
  public static let known: [SnapshotState] = [
    .normal, .creating, .rollbacking, .copyingFromRemote, .checkingCopied, .toRecycle,
  ]
}
