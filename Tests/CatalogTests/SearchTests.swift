import Foundation
import GRDB
import Replication
import Testing

@testable import Catalog

/// Filters over so many backups that the first rows come before the count (issue 4, Speed: a filter key over 1,000,000
/// backups).
@Suite struct SearchTests {
  /// More than are counted at once, written past the records: what keeps index and tally are triggers.
  private func filled(_ scratch: Scratch) throws -> Catalog {
    let catalog = try scratch.open()
    try catalog.write(durable: false) { transaction in
      try transaction.put(Samples.backup(0))
      try transaction.database.execute(
        sql: """
          WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 24000)
          INSERT INTO backup (id, name, description, type, kind, status, region, project, vault, vaultName, resource,
            resourceName, resourceKind, size, disks, created, openedLive, search)
          SELECT printf('id-%05d', n), 'b' || n, '', 'server', 'backup', iif(n % 7, 'available', 'error'),
            iif(n % 3, 'ap-1', 'ap-2'), 'p', 'v', 'V', 'r', 'R', 'ecs', n * 37 % 1000, '[]', n, 0,
            printf('id-%05d', n) || iif(n % 2, ' even-handed ', ' odd ') || iif(n < 40, 'old "quoted" one', 'é日本')
          FROM number
          """)
      transaction.touched.insert("backup")
    }
    return catalog
  }

  private static let filters = [
    "odd", "even-handed", "old \"quoted\"", "日本", "é日本", "id-00017", "id-239", "-", "zz", "zzz", "nowhere at all",
    "!odd",
    "!id-", "handed é日",
  ]

  @Test("windows hold the rows that a plain comparison finds, whatever order and place")
  func windows() throws {
    let scratch = try Scratch()
    let catalog = try filled(scratch)
    for text in Self.filters { try compare(text, catalog) }
    withExtendedLifetime(scratch) {}
  }

  private func compare(_ text: String, _ catalog: Catalog) throws {
    for sort in [Listing.Column.created, .name, .size] {
      for scope in [Scope.everything, Scope(region: "ap-2")] {
        let listing = Listing(.backups(.server), scope: scope, text: text, sort: sort)
        let wanted = try plainly(listing, catalog)
        #expect(try catalog.read { try $0.total(listing) } == wanted.count)
        for offset in [0, 30, max(0, wanted.count - 20)] {
          guard case .backups(let window) = try catalog.rows(listing, at: .offset(offset), limit: 30) else { return }
          #expect(window.rows.map(\.id) == Array(wanted.dropFirst(window.offset).prefix(30)))
          #expect(window.offset == max(0, min(offset, wanted.count - 30)))
          #expect(window.isCounted ? window.total == wanted.count : window.total <= wanted.count)
        }
        guard let middle = wanted.dropFirst(wanted.count / 2).first else { continue }
        guard case .backups(let around) = try catalog.rows(listing, at: .around(middle), limit: 9) else { return }
        #expect(around.rows.contains { $0.id == middle })
      }
    }
  }

  @Test("before the count is known a window says so, and cancelling ends a count")
  func open() async throws {
    let scratch = try Scratch()
    let catalog = try filled(scratch)
    defer { withExtendedLifetime(scratch) {} }
    let listing = Listing(.backups(.server), text: "odd")
    guard case .backups(let window) = try await catalog.search(listing, at: .offset(0), limit: 30) else { return }
    #expect(!window.isCounted && window.total == 30 && window.unfilteredTotal > 20_000)
    let task = Task { try await catalog.total(listing) }
    task.cancel()
    await #expect(throws: (any Error).self) { _ = try await task.value }
    #expect(try await catalog.total(listing) == 12_000)
  }

  @Test("the tally and the index follow every change")
  func kept() throws {
    let scratch = try Scratch()
    let catalog = try filled(scratch)
    defer { withExtendedLifetime(scratch) {} }
    func totals(_ text: String) throws -> (Int, Int) {
      let listed = try catalog.rows(
        Listing(.backups(.server), scope: Scope(region: "ap-1"), text: text), at: .offset(0), limit: 5)
      guard case .backups(let window) = listed else { return (0, 0) }
      return (window.unfilteredTotal, window.total)
    }
    let before = try totals("id-00017")
    #expect(before == (16_000, 1))
    var moved = try #require(try catalog.backup("id-00017"))
    moved.region = "ap-2"
    moved.name = "renamed"
    try catalog.write(durable: false) { try $0.put(moved) }
    #expect(try totals("id-00017") == (15_999, 0))
    moved.region = "ap-1"
    try catalog.write(durable: false) { try $0.put(moved) }
    #expect(try totals("renamed") == (16_000, 1))
    #expect(try totals("even-handed \u{65}old") == (16_000, 0))
    try catalog.write(durable: false) { try $0.removeBackup("id-00017") }
    #expect(try totals("renamed") == (15_999, 0))
  }

  /// The ids of a listing, found without index and windows.
  private func plainly(_ listing: Listing, _ catalog: Catalog) throws -> [String] {
    let query = ListingQuery(listing)
    let direction = query.descending ? "DESC" : "ASC"
    return try catalog.pool.read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT id FROM backup NOT INDEXED WHERE \(query.filtered.sql)
          ORDER BY \(query.sortKey) \(direction), id \(direction)
          """, arguments: StatementArguments(query.filtered.values))
    }
  }
}
