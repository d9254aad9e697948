/// A request to copy one snapshot to one region (S47: several regions are several requests).
public struct SnapshotCopyRequest: Codable, Hashable, Sendable {
  /// The id of the snapshot.
  public var snapshot: String
  /// The id of the target region.
  public var region: String
  /// The new snapshot's name; nil, empty or blank means the default of S46.
  public var name: String?

  /// Makes a request.
  public init(snapshot: String, region: String, name: String? = nil) {
    self.snapshot = snapshot
    self.region = region
    self.name = name
  }
}
