/// A raw disk image, file or block device, registered in a region alone or as part of a server (S2, S6).
public struct Disk: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, a UUID.
  public var id: String
  /// The name; a server's disks are named `NAME-system`, `NAME-data-1`, ….
  public var name: String
  /// System or data.
  public var usage: DiskUsage
  /// The absolute path of the file or block device.
  public var path: String
  /// The id of the region.
  public var region: String
  /// The id of the project.
  public var project: String
  /// The server it belongs to; nil for single disks.
  public var server: NamedReference?
  /// Whether `--format raw` overrides the refusal of files that look like qcow2.
  public var forcedRaw: Bool

  /// Makes a disk.
  public init(
    id: String, name: String, usage: DiskUsage, path: String, region: String, project: String,
    server: NamedReference? = nil, forcedRaw: Bool = false
  ) {
    self.id = id
    self.name = name
    self.usage = usage
    self.path = path
    self.region = region
    self.project = project
    self.server = server
    self.forcedRaw = forcedRaw
  }
}
