import Catalog
import CloudWire
import Replication

import struct Foundation.Date

/// Keeps the catalog what the account is: all of it when asked, and what is in flight again and again.
actor HuaweiSync {
  /// Rows a page; the most the service gives.
  static let page = 1_000
  /// Ended operations further back are not read.
  private static let memory: Double = 7 * 86_400

  let client: HuaweiClient
  let catalog: Catalog
  let clock: any WireClock
  /// The regions looked at; empty means all that the account may use.
  private let wanted: Set<String>
  private var running: Task<Void, any Error>?
  var links: [String: SourceLink] = [:]

  init(client: HuaweiClient, catalog: Catalog, regions: Set<String>, clock: any WireClock) {
    self.client = client
    self.catalog = catalog
    self.clock = clock
    wanted = regions
  }

  /// Reads everything; who asks while it runs waits for the same.
  ///
  /// - Throws: what kept it from reaching the account at all; a region out of reach is its row's state.
  func refresh() async throws {
    try await alone { try await self.readAll() }
  }

  /// Reads those regions again that were out of reach; what still is stays its row's state.
  func retryUnreachable() async throws {
    try await alone { await self.read(try self.catalog.regions().filter { $0.unreachable != nil }) }
  }

  private func alone(_ read: @escaping @Sendable () async throws -> Void) async throws {
    if let running { return try await running.value }
    let work = Task { try await read() }
    running = work
    defer { running = nil }
    try await work.value
  }

  private func readAll() async throws {
    let regions: [Region]
    do { regions = try await readRegions() } catch {
      try mark(Explanation(of: error).message)
      throw error
    }
    await read(regions)
  }

  private func read(_ regions: [Region]) async {
    await withTaskGroup(of: Void.self) { group in
      var waiting = regions[...]
      // A few at a time: the budget paces the requests anyway, and rows of early regions should not wait for late ones.
      for _ in 0..<4 { if let next = waiting.popFirst() { group.addTask { await self.read(next) } } }
      while await group.next() != nil {
        if let next = waiting.popFirst() { group.addTask { await self.read(next) } }
      }
    }
  }

  /// An account that cannot be asked at all is out of reach in all its regions.
  private func mark(_ reason: String) throws {
    try catalog.write(durable: false) { transaction in
      for var region in try transaction.regions() where region.unreachable != reason {
        region.unreachable = reason
        try transaction.put(region)
      }
    }
  }

  /// Regions with a project of the account, put in the order of their names.
  private func readRegions() async throws -> [Region] {
    let projects = try await usableProjects()
    let names = try await client.regions()
    let known = Dictionary(try catalog.regions().map { ($0.id, $0) }) { first, _ in first }
    let regions = projects.keys.sorted().compactMap { id -> Region? in
      let listed = names.first { $0.id == id }
      // A project whose name begins with no region's id (`MOS`) stands for no region.
      guard listed != nil || wanted.contains(id), let own = projects[id] else { return nil }
      var region = known[id] ?? Region(id: id, name: id, services: [.cbr], replicationCapable: false)
      region.name = listed?.displayName ?? id
      region.snapshotCopySupported = false
      region.projects = own.sorted { ($0.isDefault ? 0 : 1, $0.name) < ($1.isDefault ? 0 : 1, $1.name) }
        .map { Project(id: $0.id, name: $0.name, region: id, isDefault: $0.isDefault) }
      return region
    }
    try catalog.write(durable: false) { transaction in
      for region in regions where region != known[region.id] { try transaction.put(region) }
      for gone in known.keys where !regions.contains(where: { $0.id == gone }) { try transaction.removeRegion(gone) }
    }
    return regions
  }

  private func usableProjects() async throws -> [String: [IAMProject]] {
    var found = try await client.enterableProjects()
    if found.isEmpty { found = try await client.projects() }
    let usable = found.filter { project in
      project.enabled != false && project.isDomain != true && !project.region.isEmpty
        && (wanted.isEmpty || wanted.contains(project.region))
    }
    return Dictionary(grouping: usable, by: \.region)
  }

  /// Reads one region; what fails there becomes its row's state.
  private func read(_ region: Region) async {
    var region = region
    do {
      try await readContents(&region)
      region.unreachable = nil
      region.refreshedAt = clock.now
    } catch {
      region.unreachable = Explanation(of: error).message
    }
    // Without its row the region only looks older than it is.
    try? catalog.write(durable: false) { try $0.put(region) }
  }

  private func readContents(_ region: inout Region) async throws {
    let places = region.projects.map { HuaweiPlace(region: region.id, project: $0.id) }
    guard let first = places.first else { return }
    let isCapable = !(try await client.capabilities(first).destinations(of: region.id).isEmpty)
    if region.replicationCapable != isCapable {
      region.replicationCapable = isCapable
      // What a region can do counts at once; its backups may take minutes to read.
      let capable = region
      try catalog.write(durable: false) { try $0.put(capable) }
    }
    var vaults: [Vault] = []
    for place in places { vaults += try await readVaults(place) }
    let keeper = PageKeeper(catalog: catalog, now: clock.now)
    _ = try keeper.put(vaults, region: region.id, projects: Set(places.map(\.project)))
    let names = Dictionary(vaults.map { ($0.id, $0.name) }) { first, _ in first }
    var present: Set<String> = []
    var isWhole = true
    for place in places { isWhole = try await readBackups(place, names, &present) && isWhole }
    // Rows that moved between pages may have been missed: then nothing is taken for gone.
    if isWhole { _ = try keeper.removeMissing(region: region.id, present: present) }
    for place in places { try await readOperations(place) }
  }

  func readVaults(_ place: HuaweiPlace) async throws -> [Vault] {
    let rows = CatalogRows(place: place, vaultNames: [:], now: clock.now)
    var vaults: [Vault] = []
    var offset = 0
    while true {
      let page = try await client.vaults(place, limit: Self.page, offset: offset)
      vaults += page.rows.compactMap { rows.vault($0) }
      if page.isLast(offset: offset, limit: Self.page) { return vaults }
      offset += page.length
    }
  }

  /// Returns whether every row of the listing was seen.
  private func readBackups(
    _ place: HuaweiPlace, _ names: [String: String], _ present: inout Set<String>
  ) async throws -> Bool {
    var filter = HuaweiBackupFilter()
    filter.showReplication = true
    var (offset, seen) = (0, Set<String>())
    while true {
      let page = try await client.backups(place, filter, limit: Self.page, offset: offset)
      let keeper = PageKeeper(catalog: catalog, now: clock.now)
      present.formUnion(try keeper.put(page.rows, at: place, vaultNames: names, links: &links).ids)
      seen.formUnion(page.rows.map(\.id))
      if page.isLast(offset: offset, limit: Self.page) { return seen.count == page.count && page.unreadable == 0 }
      offset += page.length
    }
  }

  private func readOperations(_ place: HuaweiPlace) async throws {
    var filter = HuaweiOperationFilter()
    filter.start = clock.now.addingTimeInterval(-Self.memory)
    let page = try await client.operations(place, filter, limit: Self.page)
    _ = try PageKeeper(catalog: catalog, now: clock.now).put(page.rows, at: place)
  }

  /// Reads one backup anew, and what its records say.
  ///
  /// - Returns: the backup, nil where it is gone; and whether anything changed.
  func read(backup id: String, _ place: HuaweiPlace) async throws -> (row: CBRBackup?, changed: Bool) {
    do {
      let row = try await client.backup(id, place)
      let names = Dictionary(try catalog.vaults(region: place.region).map { ($0.id, $0.name) }) { first, _ in first }
      let keeper = PageKeeper(catalog: catalog, now: clock.now)
      return (row, try keeper.put([row], at: place, vaultNames: names, links: &links).changed)
    } catch HuaweiError.failure(let failure) where failure.category == .missing && failure.code != "APIGW.0101" {
      try catalog.write(durable: false) { try $0.removeBackup(id) }
      return (nil, true)
    }
  }

  /// Reads the vaults of a place anew.
  func refreshVaults(_ place: HuaweiPlace) async throws {
    let vaults = try await readVaults(place)
    let keeper = PageKeeper(catalog: catalog, now: clock.now)
    _ = try keeper.put(vaults, region: place.region, projects: [place.project])
  }
}
