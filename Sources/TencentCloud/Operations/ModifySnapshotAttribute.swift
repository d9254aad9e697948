/// Renames a snapshot in its own region; copies elsewhere keep their names.
public struct ModifySnapshotAttribute: TencentOperation {
  /// Nothing but the request's id.
  public typealias Answer = TencentAcknowledgement
  /// CBS.
  public static let service = TencentService.cbs
  /// The operation's name.
  public static let action = "ModifySnapshotAttribute"
  /// Changes the name.
  public static let onlyReads = false

  private enum CodingKeys: String, CodingKey {
    case snapshot = "SnapshotId"
    case name = "SnapshotName"
  }

  /// The snapshot.
  public var snapshot: String
  /// Its new name.
  public var name: String

  /// Makes a request.
  public init(snapshot: String, name: String) {
    self.snapshot = snapshot
    self.name = name
  }
}
