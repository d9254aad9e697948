import Canvas
import Catalog
import Foundation
import Replication
import Testing

@testable import Console

/// Five thousand rows against a real catalog (issue 4, point 1; S15, S27, S36).
struct BulkCatalogTests {
  private static let count = 5_000

  /// Backups of which every tenth lacks a system disk, with room in the vault for all but the last hundred of the rest.
  private func desk() throws -> CatalogDesk {
    let backups = (0..<Self.count).map { number in
      Fixtures.backup("b-\(number)", 10_000 + number, size: 1, systemDisk: number % 10 != 9)
    }
    var vault = Fixtures.vault(902, "dr-bangkok", .replication, Fixtures.bangkok, used: 0, capacity: 4_400, count: 0)
    vault.used = 0
    return try CatalogDesk(backups: backups, vaults: [Fixtures.vaults[0], vault])
  }

  @Test("5,000 marked rows: the dialog says by rule what can go, OK sends just that, keys work between the pieces")
  func replicas() throws {
    let desk = try desk()
    try desk.press(.character("*"), .character("r"), .right)
    while desk.state.form?.preflight.isChecking != false, try desk.work() {}
    #expect(desk.text.contains("4400 can go, 600 cannot."))
    let groups = try #require(desk.state.form?.preflight.groups)
    #expect(groups.map(\.code) == [.noSystemDisk, .vaultCapacity] && groups.map(\.sources.count) == [500, 100])
    try desk.press(.control("s"))
    #expect(try desk.work() && desk.state.bulk?.answered == 50)
    try desk.press(.escape)
    var cursor = desk.state.list.cursor
    while desk.state.bulk != nil, try desk.work() {
      // Whatever is under way, the next key is answered before the next piece.
      try desk.press(.down)
      #expect(desk.state.list.cursor == cursor + 1)
      cursor += 1
    }
    #expect(desk.text.contains("Create Replica: 4400 of 4400 started."))
    #expect(try desk.catalog.activity(limit: 1).queued == 4_400)
    #expect(try desk.catalog.vault(Fixtures.id(902))?.reserved == 4_400 << 30)
  }

  @Test("5,000 rows are deleted but for those that have begun to be copied since, each refused by its rule")
  func deletion() throws {
    let desk = try desk()
    try desk.catalog.write(durable: false) { transaction in
      for number in 0..<Self.count {
        var replica = Fixtures.backup("b-\(number)", 50_000 + number, size: 1)
        (replica.kind, replica.region) = (.replica, Fixtures.bangkok.id)
        replica.source = SourceLink(id: Fixtures.id(10_000 + number), region: Fixtures.hongKong.id)
        replica.vault = NamedReference(id: Fixtures.id(902), name: "dr-bangkok")
        try transaction.put(replica)
      }
    }
    try desk.send(.changed)
    try desk.press(.character("*"), .delete)
    #expect(desk.text.contains("5000 can be deleted, 0 cannot."))
    try desk.catalog.write(durable: false) { transaction in
      for number in 0..<40 {
        let backup = Fixtures.backup("b-\(number)", 10_000 + number, size: 1)
        try transaction.put(Fixtures.task(number, of: backup, to: Fixtures.singapore, .running))
      }
    }
    try desk.press(.tab, .enter)
    while desk.state.bulk != nil, try desk.work() { try desk.press(.down) }
    #expect(try desk.catalog.counts(Scope(region: Fixtures.hongKong.id)).servers == 40)
    #expect(desk.text.contains("Delete: 4960 of 5000 deleted, 40 refused."))
    #expect(desk.text.contains("40  Replica to \(Fixtures.singapore.id) is"))
    #expect(desk.state.list.marks.count == 40)
  }
}
