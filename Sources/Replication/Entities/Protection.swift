/// Whether a vault holds originals or replicas; never both (S4).
public enum Protection: String, Codable, Sendable, CaseIterable {
  case backup
  case replication
}
