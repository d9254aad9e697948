/// The rows of a window, by subject.
public enum ListedRows: Hashable, Sendable {
  case vaults(Window<Vault>)
  case backups(Window<Backup>)
  case snapshots(Window<Snapshot>)
  case tasks(Window<CloudTask>)
  case images(Window<Image>)
  case audit(Window<AuditEntry>)
  case coverage(Window<CoverageRow>)
}
