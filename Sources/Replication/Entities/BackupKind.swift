/// Whether a backup is an original or the replica of one (S4, S16).
public enum BackupKind: String, Codable, Sendable, CaseIterable {
  case backup
  case replica
}
