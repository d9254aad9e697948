/// A request to take a snapshot of one registered disk.
public struct SnapshotRequest: Codable, Hashable, Sendable {
  /// The id of the disk.
  public var disk: String
  /// The snapshot's name, following S45; nil or blank makes one of the disk's name.
  public var name: String?
  /// Whether a disk that is mounted or open for writing is read all the same.
  public var allowOpen: Bool

  /// Makes a request.
  public init(disk: String, name: String? = nil, allowOpen: Bool = false) {
    self.disk = disk
    self.name = name
    self.allowOpen = allowOpen
  }
}
