/// What a policy does.
public enum PolicyOperation: String, Codable, Sendable, CaseIterable {
  /// Replicates the backups of vaults to another region (S63).
  case replication
  /// Backs resources up into vaults.
  case backup
  /// Rebuilds the newest copy of each resource in vaults and compares it with what was backed up.
  case drill

  /// The order in which policies of one moment run: what makes, what copies, what proves.
  static let inOrder: [PolicyOperation] = [.backup, .replication, .drill]
}
