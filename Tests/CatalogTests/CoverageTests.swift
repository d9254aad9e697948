import Catalog
import Foundation
import Replication
import Testing

/// Windows of the coverage matrix (spec/console.md, Coverage).
@Suite struct CoverageTests {
  private static func original(_ number: Int, resource: Int, at moment: Double) -> Backup {
    Backup(
      id: "b\(number)", name: "backup-\(number)", type: .server, status: .available, region: "ap-1", project: "ap-1",
      vault: NamedReference(id: "v1", name: "Vault-1"),
      resource: ResourceReference(id: "r\(resource)", name: "srv-\(resource)", kind: .ecs), size: Int64(number),
      containsSystemDisk: true, createdAt: Samples.date(0).addingTimeInterval(moment))
  }

  private static func replica(of backup: Backup, in region: String, _ status: BackupStatus = .available) -> Backup {
    var replica = backup
    replica.id = "\(backup.id)-\(region)"
    replica.kind = .replica
    replica.region = region
    replica.status = status
    replica.source = SourceLink(id: backup.id, region: backup.region)
    return replica
  }

  private static func task(
    _ id: String, of backup: Backup, to region: String, _ status: TaskStatus, at moment: Double
  ) -> CloudTask {
    CloudTask(
      id: id, type: .replication, status: status,
      source: TaskEndpoint(id: backup.id, name: backup.name, region: backup.region),
      target: TaskEndpoint(id: "\(backup.id)-\(region)", name: backup.name, region: region),
      requestedBy: Samples.someone, bytesTotal: 100, createdAt: Samples.date(0).addingTimeInterval(moment))
  }

  /// Two servers: one with an old and a new backup, one with a single backup.
  private static func fill(_ catalog: Catalog) throws {
    let (old, new, other) = (
      original(1, resource: 1, at: 10), original(2, resource: 1, at: 20), original(3, resource: 2, at: 15)
    )
    try catalog.write(durable: false) { transaction in
      for row in [old, new, other] { try transaction.put(row) }
      for row in [replica(of: old, in: "ap-2"), replica(of: old, in: "cn-3"), replica(of: new, in: "cn-3")] {
        try transaction.put(row)
      }
      try transaction.put(task("t1", of: new, to: "ap-2", .failed, at: 21))
      try transaction.put(task("t2", of: new, to: "ap-2", .running, at: 22))
      try transaction.put(task("t3", of: new, to: "cn-3", .success, at: 23))
      try transaction.put(task("t4", of: other, to: "cn-3", .failed, at: 24))
      try transaction.setProgress(task: "t2", phase: .writing, bytesDone: 61, bytesTransferred: 5, rate: 1)
      // A snapshot and a copy of it.
      var snapshot = Samples.snapshot(0)
      (snapshot.id, snapshot.source, snapshot.region) = ("s1", nil, "ap-1")
      try transaction.put(snapshot)
      (snapshot.id, snapshot.source, snapshot.region) = ("s2", SourceLink(id: "s1", region: "ap-1"), "cn-3")
      snapshot.state = .normal
      try transaction.put(snapshot)
    }
  }

  private static func rows(
    _ catalog: Catalog, _ subject: CoverageSubject, at anchor: Anchor = .offset(0), limit: Int = 10,
    _ change: (inout Listing) -> Void = { _ in }
  ) throws -> Window<CoverageRow> {
    var listing = Listing(.coverage(subject))
    change(&listing)
    guard case .coverage(let window) = try catalog.rows(listing, at: anchor, limit: limit) else { return Window() }
    return window
  }

  @Test func rowsAreOriginalsWithCopiesAndTheLatestTaskToEachRegion() throws {
    let scratch = try Scratch()
    let catalog = try scratch.open()
    try Self.fill(catalog)
    let window = try Self.rows(catalog, .backups(.server))
    #expect(window.rows.map(\.id) == ["b2", "b3", "b1"] && window.total == 3 && window.unfilteredTotal == 3)
    #expect(window.rows[0].copies.map(\.region) == ["cn-3"])
    #expect(window.rows[0].tasks.map(\.id) == ["t3", "t2"])
    #expect(window.rows[0].tasks.last?.percent == 61)
    #expect(window.rows[1].tasks.map(\.status) == [.failed])
    #expect(window.rows[2].copies.map(\.region) == ["ap-2", "cn-3"])
    #expect(try Self.rows(catalog, .backups(.disk)).rows.isEmpty)
  }

  @Test func filterSortAndAnchorsWorkAsOnOtherLists() throws {
    let scratch = try Scratch()
    let catalog = try scratch.open()
    try Self.fill(catalog)
    let found = try Self.rows(catalog, .backups(.server)) { $0.text = "srv-1" }
    #expect(found.rows.map(\.id) == ["b2", "b1"] && found.unfilteredTotal == 3)
    let small = try Self.rows(catalog, .backups(.server), at: .around("b1"), limit: 1)
    #expect(small.rows.map(\.id) == ["b1"] && small.offset == 2)
    let sorted = try Self.rows(catalog, .backups(.server)) {
      $0.sort = .name
      $0.descending = false
    }
    #expect(sorted.rows.map(\.id) == ["b1", "b2", "b3"])
    let elsewhere = try Self.rows(catalog, .backups(.server)) { $0.scope = Scope(region: "ap-2") }
    #expect(elsewhere.rows.isEmpty)
  }

  @Test func resourcesAreShownByTheirNewestBackupAndTheNewestCopyInEachRegion() throws {
    let scratch = try Scratch()
    let catalog = try scratch.open()
    try Self.fill(catalog)
    let window = try Self.rows(catalog, .resources(.server))
    #expect(window.rows.map(\.id) == ["b2", "b3"] && window.rows.map(\.originals) == [2, 1] && window.total == 2)
    let copies = window.rows[0].copies
    #expect(copies.filter { !$0.isOlder }.map(\.region) == ["cn-3"])
    #expect(copies.filter(\.isOlder).map(\.region) == ["ap-2", "cn-3"])
    #expect(copies.filter(\.isOlder).allSatisfy { $0.createdAt == Samples.date(0).addingTimeInterval(10) })
    let byName = try Self.rows(catalog, .resources(.server), at: .around("b3"), limit: 1) {
      $0.sort = .name
      $0.descending = false
    }
    #expect(byName.rows.map(\.id) == ["b3"] && byName.offset == 1)
    let filtered = try Self.rows(catalog, .resources(.server)) { $0.text = "backup-1" }
    #expect(filtered.rows.map(\.id) == ["b2"] && filtered.unfilteredTotal == 2)
  }

  @Test("A newer backup that failed or is still being made stands for its resource only where no other is there")
  func unusableOriginals() throws {
    let scratch = try Scratch()
    let catalog = try scratch.open()
    try Self.fill(catalog)
    let first = try #require(try Self.rows(catalog, .resources(.server)).rows.first { $0.id == "b2" })
    for (number, status) in [(8, BackupStatus.error), (9, .protecting)] {
      var backup = Self.original(number, resource: 1, at: 99)
      backup.status = status
      try catalog.write(durable: false) { try $0.put(backup) }
      let row = try #require(try Self.rows(catalog, .resources(.server)).rows.first { $0.id == first.id })
      #expect(row.copies == first.copies)
    }
    var alone = Self.original(3, resource: 2, at: 15)
    alone.status = .error
    try catalog.write(durable: false) { try $0.put(alone) }
    #expect(try Self.rows(catalog, .resources(.server)).rows.map(\.id) == ["b2", "b3"])
  }

  @Test func snapshotsAreShownWithTheirCopies() throws {
    let scratch = try Scratch()
    let catalog = try scratch.open()
    try Self.fill(catalog)
    let window = try Self.rows(catalog, .snapshots)
    #expect(window.rows.map(\.id) == ["s1"])
    #expect(window.rows[0].copies.map(\.id) == ["s2"] && window.rows[0].copies[0].standing == .verified)
  }
}
