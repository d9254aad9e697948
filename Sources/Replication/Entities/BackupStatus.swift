/// The status word of a CBR backup or replica; words a cloud invents are kept and count as busy (S70).
public struct BackupStatus: RawRepresentable, Codable, Hashable, Sendable {
  public var rawValue: String

  /// Takes the word as the cloud sends it.
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let available = BackupStatus(rawValue: "available")
  public static let protecting = BackupStatus(rawValue: "protecting")
  public static let deleting = BackupStatus(rawValue: "deleting")
  public static let restoring = BackupStatus(rawValue: "restoring")
  public static let error = BackupStatus(rawValue: "error")
  public static let waitingProtect = BackupStatus(rawValue: "waiting_protect")
  public static let waitingDelete = BackupStatus(rawValue: "waiting_delete")
  public static let waitingRestore = BackupStatus(rawValue: "waiting_restore")
}
