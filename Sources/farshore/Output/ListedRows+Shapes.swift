import Replication

extension ListedRows {
  /// How many rows these are.
  var count: Int {
    switch self {
    case .vaults(let window): window.rows.count
    case .backups(let window): window.rows.count
    case .snapshots(let window): window.rows.count
    case .tasks(let window): window.rows.count
    case .images(let window): window.rows.count
    case .audit(let window): window.rows.count
    case .coverage(let window): window.rows.count
    }
  }

  /// The rows without the first ones.
  func dropFirst(_ number: Int) -> ListedRows {
    func rest<Row>(_ window: Window<Row>) -> Window<Row> {
      var window = window
      window.rows.removeFirst(min(max(0, number), window.rows.count))
      return window
    }
    return switch self {
    case .vaults(let window): .vaults(rest(window))
    case .backups(let window): .backups(rest(window))
    case .snapshots(let window): .snapshots(rest(window))
    case .tasks(let window): .tasks(rest(window))
    case .images(let window): .images(rest(window))
    case .audit(let window): .audit(rest(window))
    case .coverage(let window): .coverage(rest(window))
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
    case .audit(let window): window.offset
    case .coverage(let window): window.offset
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
    case .audit(let window): window.rows.map(AuditShape.init)
    case .coverage: []
    }
  }
}
