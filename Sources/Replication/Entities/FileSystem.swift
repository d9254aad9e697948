/// An SFS Turbo file system: a folder registered in a region, whose tree of files can be backed up (S2).
public struct FileSystem: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, a UUID.
  public var id: String
  /// The name, following S38.
  public var name: String
  /// The id of the region.
  public var region: String
  /// The id of the project.
  public var project: String
  /// The absolute path of the folder.
  public var path: String
  /// What was left out when it was made of a backup without privileges, as a sentence; nil when nothing was.
  public var note: String?
  /// The same in numbers; nil when nothing was.
  public var leftOut: LeftOut?

  /// Makes a file system.
  public init(
    id: String, name: String, region: String, project: String, path: String, note: String? = nil,
    leftOut: LeftOut? = nil
  ) {
    self.id = id
    self.name = name
    self.region = region
    self.project = project
    self.path = path
    self.note = note
    self.leftOut = leftOut
  }
}
