/// What a policy does.
public enum PolicyOperation: String, Codable, Sendable, CaseIterable {
  /// Replicates the backups of vaults to another region (S63).
  case replication
  /// Backs resources up into vaults.
  case backup
}
