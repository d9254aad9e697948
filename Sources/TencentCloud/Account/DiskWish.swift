/// A disk to be made of a snapshot, in the snapshot's region.
public struct DiskWish: Hashable, Sendable {
  /// The id of the snapshot.
  public var snapshot: String
  /// The disk's name.
  public var name: String
  /// The zone; nil for the snapshot's own.
  public var zone: String?
  /// The type, such as `CLOUD_PREMIUM`; nil for the first that the zone offers.
  public var diskType: String?

  /// Makes a wish.
  public init(snapshot: String, name: String, zone: String? = nil, diskType: String? = nil) {
    self.snapshot = snapshot
    self.name = name
    self.zone = zone
    self.diskType = diskType
  }
}
