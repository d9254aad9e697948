/// The status word of a CBR backup or replica; words a cloud invents are kept and count as busy (S70).
public struct BackupStatus: RawRepresentable, Codable, Hashable, Sendable {
  /// The word as the cloud sends it.
  public var rawValue: String

  /// Takes the word as the cloud sends it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Complete and readable; may be replicated (S14).
  public static let available = BackupStatus(rawValue: "available")
  /// Being made; screens say Creating.
  public static let protecting = BackupStatus(rawValue: "protecting")
  /// Being deleted.
  public static let deleting = BackupStatus(rawValue: "deleting")
  /// Being restored from.
  public static let restoring = BackupStatus(rawValue: "restoring")
  /// Failed; it holds no usable data.
  public static let error = BackupStatus(rawValue: "error")
  /// Waiting to be made.
  public static let waitingProtect = BackupStatus(rawValue: "waiting_protect")
  /// Waiting to be deleted.
  public static let waitingDelete = BackupStatus(rawValue: "waiting_delete")
  /// Waiting to be restored from.
  public static let waitingRestore = BackupStatus(rawValue: "waiting_restore")

  /// The words that are known.
  public static let known: [BackupStatus] = [
    .available, .protecting, .deleting, .restoring, .error, .waitingProtect, .waitingDelete, .waitingRestore,
  ]
}
