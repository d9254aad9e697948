import Replication

extension ListedRows {
  /// How many rows these are, and how many the listing has.
  var extent: (count: Int, total: Int) {
    switch self {
    case .vaults(let window): (window.rows.count, window.total)
    case .backups(let window): (window.rows.count, window.total)
    case .snapshots(let window): (window.rows.count, window.total)
    case .tasks(let window): (window.rows.count, window.total)
    case .images(let window): (window.rows.count, window.total)
    case .coverage(let window): (window.rows.count, window.total)
    }
  }

  /// The place of the first of these rows in the listing.
  var offset: Int {
    switch self {
    case .vaults(let window): window.offset
    case .backups(let window): window.offset
    case .snapshots(let window): window.offset
    case .tasks(let window): window.offset
    case .images(let window): window.offset
    }
  }

  /// The rows as JSON prints them.
  var shapes: [any Encodable] {
    switch self {
    case .vaults(let window): window.rows.map(VaultShape.init)
    case .backups(let window): window.rows.map(BackupShape.init)
    case .snapshots(let window): window.rows.map(SnapshotShape.init)
    case .tasks(let window): window.rows.map(TaskShape.init)
    case .images(let window): window.rows.map(ImageShape.init)
    case .coverage: []
    }
  }
}
