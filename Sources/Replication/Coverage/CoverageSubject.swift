/// What the rows of a coverage matrix are (spec/console.md, Coverage).
public enum CoverageSubject: Codable, Hashable, Sendable {
  /// Every original backup of a type.
  case backups(ResourceType)
  /// Every resource of a type, by its newest original backup.
  case resources(ResourceType)
  /// Every snapshot that is no copy.
  case snapshots
}
