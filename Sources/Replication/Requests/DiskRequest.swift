/// A request to make a disk of a snapshot: a new file, registered in the snapshot's region.
public struct DiskRequest: Codable, Hashable, Sendable {
  /// The id of the snapshot.
  public var snapshot: String
  /// The name the disk is registered under.
  public var name: String
  /// The absolute path of the file, which must not exist.
  public var path: String

  /// Makes a request.
  public init(snapshot: String, name: String, path: String) {
    self.snapshot = snapshot
    self.name = name
    self.path = path
  }
}
