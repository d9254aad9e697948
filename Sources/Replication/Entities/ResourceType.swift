/// What a backup or a vault protects (S2, S4).
public enum ResourceType: String, Codable, Sendable, CaseIterable {
  case server
  case disk
  case turbo
}
