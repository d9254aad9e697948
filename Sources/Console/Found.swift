public import Replication

/// One thing looked up by its id.
public enum Found: Hashable, Sendable {
  case backup(Backup)
  case snapshot(Snapshot)
  case vault(Vault)
  case task(CloudTask)
  case image(Image)
  case audit(AuditEntry)

  /// What kind of thing an id names.
  public enum Kind: Hashable, Sendable {
    case backup, snapshot, vault, task, image, audit
  }
}
