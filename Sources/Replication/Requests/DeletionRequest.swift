/// A request to delete backups and replicas, snapshots, images, or a vault (S28, S36).
public struct DeletionRequest: Codable, Hashable, Sendable {
  /// What kind of thing the ids name.
  public enum Kind: String, Codable, Sendable {
    case backup, snapshot, vault, image
  }

  /// The kind.
  public var kind: Kind
  /// The ids.
  public var ids: [String]
  /// Names typed to confirm the deletion of a last copy.
  public var confirmed: [String]

  /// Makes a request.
  public init(kind: Kind, ids: [String], confirmed: [String] = []) {
    self.kind = kind
    self.ids = ids
    self.confirmed = confirmed
  }
}
