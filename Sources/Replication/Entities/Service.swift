/// A family of cloud services a region may offer.
public enum Service: String, Codable, Sendable, CaseIterable {
  /// Cloud Backup and Recovery: vaults, backups, replicas (S2).
  case cbr
  /// Cloud Block Storage: disk snapshots (S6).
  case cbs
}
