/// A server registered in a region, whose disks can be backed up (S2).
public struct Server: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, a UUID.
  public var id: String
  /// The name, following S38.
  public var name: String
  /// The kind (S12).
  public var kind: ResourceKind
  /// The id of the region.
  public var region: String
  /// The id of the project.
  public var project: String
  /// Its disks: one or more, at most one of them a system disk.
  public var disks: [Disk]

  /// Makes a server.
  public init(id: String, name: String, kind: ResourceKind, region: String, project: String, disks: [Disk]) {
    self.id = id
    self.name = name
    self.kind = kind
    self.region = region
    self.project = project
    self.disks = disks
  }
}
