/// A registered resource, as a simulated backup reads it.
public struct SimulatedResource: Hashable, Sendable {
  /// What it is.
  public var reference: ResourceReference
  /// The object type of its backups.
  public var type: ResourceType
  /// Its region.
  public var region: String
  /// Its project.
  public var project: String
  /// Logical bytes a backup of it takes today.
  public var size: Int64
  /// Whether it has a system disk.
  public var hasSystemDisk: Bool
  /// Whether it is a disk of a server, whose backups contain it.
  public var isPart: Bool

  /// Makes a resource.
  public init(
    reference: ResourceReference, type: ResourceType, region: String, project: String, size: Int64,
    hasSystemDisk: Bool, isPart: Bool = false
  ) {
    self.reference = reference
    self.type = type
    self.region = region
    self.project = project
    self.size = size
    self.hasSystemDisk = hasSystemDisk
    self.isPart = isPart
  }
}
