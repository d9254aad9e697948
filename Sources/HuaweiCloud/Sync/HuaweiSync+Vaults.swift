import Catalog
import CloudWire
import Replication

extension HuaweiSync {
  /// Reads the backups of one vault anew, and what their records say.
  ///
  /// - Returns: the ids of their records by backup.
  func read(vault id: String, _ place: HuaweiPlace) async throws -> [String: Set<String>] {
    var filter = HuaweiBackupFilter()
    (filter.vault, filter.showReplication) = (id, true)
    let names = Dictionary(try catalog.vaults(region: place.region).map { ($0.id, $0.name) }) { first, _ in first }
    var records: [String: Set<String>] = [:]
    var offset = 0
    while true {
      let page = try await client.backups(place, filter, limit: Self.page, offset: offset)
      let keeper = PageKeeper(catalog: catalog, now: clock.now)
      _ = try keeper.put(page.rows, at: place, vaultNames: names, links: &links)
      for row in page.rows { records[row.id] = Set((row.replicationRecords?.rows ?? []).map(\.id)) }
      if page.isLast(offset: offset, limit: Self.page) { return records }
      offset += page.length
    }
  }
}
