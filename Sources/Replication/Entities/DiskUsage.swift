/// What a disk is used for (S6, S13, S33).
public enum DiskUsage: String, Codable, Sendable, CaseIterable {
  case system
  case data
}
