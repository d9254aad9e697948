import Catalog
import CloudWire
import Replication

import struct Foundation.Date

/// Keeps the catalog what the account is: all of it when asked, and what is in flight again and again.
actor TencentSync {
  /// Regions that are read at once; the budget paces the requests anyway.
  private static let regionsAtOnce = 6
  /// Pages of one region that are read at once.
  private static let pagesAtOnce = 4

  let client: TencentClient
  let catalog: Catalog
  let clock: any WireClock
  /// The regions looked at; empty means all that the account may use.
  private let wanted: Set<String>
  private var running: Task<Void, any Error>?
  /// Snapshots that are busy although no task says so, by region.
  var watched: [String: Set<String>] = [:]

  init(client: TencentClient, catalog: Catalog, regions: Set<String>, clock: any WireClock) {
    self.client = client
    self.catalog = catalog
    self.clock = clock
    wanted = regions
  }

  var keeper: SnapshotKeeper { SnapshotKeeper(catalog: catalog, now: clock.now) }

  /// Reads everything; who asks while it runs waits for the same.
  ///
  /// - Throws: what kept it from reaching the account at all; a region out of reach is its row's state.
  func refresh() async throws {
    try await alone { await self.read(try await self.readRegions()) }
  }

  /// Reads those regions again that were out of reach; what still is stays its row's state.
  func retryUnreachable() async throws {
    try await alone {
      await self.read(try self.catalog.regions().filter { $0.unreachable != nil && $0.snapshotCopySupported })
    }
  }

  private func alone(_ read: @escaping @Sendable () async throws -> Void) async throws {
    if let running { return try await running.value }
    let work = Task { try await read() }
    running = work
    defer { running = nil }
    try await work.value
  }

  private func read(_ regions: [Region]) async {
    await withTaskGroup(of: Void.self) { group in
      var waiting = regions[...]
      for _ in 0..<Self.regionsAtOnce {
        if let next = waiting.popFirst() { group.addTask { await self.read(next) } }
      }
      while await group.next() != nil {
        if let next = waiting.popFirst() { group.addTask { await self.read(next) } }
      }
    }
  }

  /// The regions in the cloud's order.
  ///
  /// - Returns: those that can be asked.
  private func readRegions() async throws -> [Region] {
    let listed = try await client.regions().filter { entry in
      // Ids go into the names of hosts.
      FieldRules.regionID(entry.id).isEmpty && (wanted.isEmpty || wanted.contains(entry.id))
    }
    let known = Dictionary(try catalog.regions().map { ($0.id, $0) }) { first, _ in first }
    let now = clock.now
    let regions = listed.map { Self.region($0, known: known[$0.id], now: now) }
    let ids = Set(regions.map(\.id))
    try catalog.write(durable: false) { transaction in
      for region in regions where region != known[region.id] { try transaction.put(region) }
      for gone in known.keys where !ids.contains(gone) { try transaction.removeRegion(gone) }
    }
    return regions.filter(\.snapshotCopySupported)
  }

  private static func region(_ entry: TencentRegionSet.Entry, known: Region?, now: Date) -> Region {
    var region = known ?? Region(id: entry.id, name: entry.id, services: [.cbs], replicationCapable: false)
    region.name = entry.name.isEmpty ? entry.id : String(entry.name.prefix(100))
    region.zone = TencentEndpoints.isFinance(entry.id) ? .finance : .standard
    region.snapshotCopySupported = entry.state != "UNAVAILABLE"
    // Nothing more can be read there.
    if !region.snapshotCopySupported { region.refreshedAt = now }
    if region.projects.isEmpty {
      region.projects = [Project(id: "0", name: "default", region: entry.id, isDefault: true)]
    }
    return region
  }

  /// Reads one region; what fails there becomes its row's state.
  private func read(_ region: Region) async {
    var reason: String?
    do {
      try await readSnapshots(region.id)
    } catch {
      reason = Explanation(of: error).message
    }
    let (unreachable, now) = (reason, clock.now)
    // Without its row the region only looks older than it is.
    try? catalog.write(durable: false) { transaction in
      guard var row = try transaction.regions().first(where: { $0.id == region.id }) else { return }
      row.unreachable = unreachable
      if unreachable == nil { row.refreshedAt = now }
      try transaction.put(row)
    }
  }

  private func readSnapshots(_ region: String) async throws {
    // Names only adorn; an account that may not list disks sees their ids.
    let disks = (try? await client.disks(region: region)) ?? []
    let names = Dictionary(disks.map { ($0.id, $0.name) }) { first, _ in first }
    var ids: Set<String> = []
    var total = 0
    // Rows that move between pages while these are read may be missed: then it is read once more.
    for _ in 1...2 {
      (ids, total) = try await readPages(region, names)
      if ids.count == total { break }
    }
    if ids.count == total { try keeper.removeMissing(region: region, present: ids) }
  }

  /// Reads all pages, some at once, each into the catalog as it arrives.
  private func readPages(_ region: String, _ names: [String: String]) async throws -> (Set<String>, Int) {
    let size = DescribeSnapshots.largestPage
    let first = try await page(region, offset: 0, names)
    var (ids, total) = (first.ids, first.total)
    guard total > size, !ids.isEmpty else { return (ids, total) }
    // A total that a cloud makes up must not keep this reading for ever.
    var offsets = stride(from: size, to: min(total, 10_000_000), by: size).makeIterator()
    try await withThrowingTaskGroup(of: (ids: Set<String>, total: Int).self) { group in
      for _ in 0..<Self.pagesAtOnce {
        if let offset = offsets.next() { group.addTask { try await self.page(region, offset: offset, names) } }
      }
      while let next = try await group.next() {
        let count = ids.count
        ids.formUnion(next.ids)
        total = next.total
        // A page that brings nothing new is the end, whatever the total says.
        if ids.count == count { break }
        if let offset = offsets.next() { group.addTask { try await self.page(region, offset: offset, names) } }
      }
      group.cancelAll()
    }
    return (ids, total)
  }

  private func page(
    _ region: String, offset: Int, _ names: [String: String]
  ) async throws -> (ids: Set<String>, total: Int) {
    let wanted = DescribeSnapshots(limit: DescribeSnapshots.largestPage, offset: offset, order: .descending)
    let page = try await client.call(wanted, region: region)
    _ = try keeper.put(page.snapshots, region: region, disks: names)
    watch(page.snapshots, region: region)
    return (Set(page.snapshots.map(\.id)), page.total)
  }

  /// Busy rows are looked at again; those that have come to rest are not.
  func watch(_ rows: [TencentSnapshot], region: String) {
    for row in rows {
      if SnapshotState(rawValue: row.state) == .normal {
        watched[region]?.remove(row.id)
      } else if watched[region, default: []].count < 1_000 {
        watched[region, default: []].insert(row.id)
      }
    }
  }

  /// Reads some snapshots of a region anew.
  ///
  /// - Returns: the rows that are there; the others are not.
  func read(_ ids: [String], region: String) async throws -> (rows: [TencentSnapshot], changed: Bool) {
    let rows = try await client.snapshots(ids, region: region)
    let changed = try keeper.put(rows, region: region)
    watch(rows, region: region)
    return (rows, changed)
  }
}
