import Catalog
import Foundation
import Replication
import Testing

/// Windows equal a naive computation over all rows (S51; design.md, "Reads come from the catalog").
@Suite struct WindowTests {
  static let subjects: [Listing.Subject] = [.backups(nil), .vaults(nil), .snapshots, .tasks, .images]
  static let count = 2_100

  /// Filled once, read by all tests.
  struct Filled {
    let scratch: Scratch
    let catalog: Catalog
    let naive: [NaiveListing]

    init() throws {
      scratch = try Scratch()
      catalog = try scratch.open()
      let numbers = 0..<WindowTests.count
      try catalog.write(durable: false) { transaction in
        for number in numbers {
          try transaction.put(Samples.backup(number))
          try transaction.put(Samples.snapshot(number))
          try transaction.put(Samples.image(number))
          try transaction.put(Samples.task(number))
        }
        for region in Samples.regions { try transaction.put(Samples.region(region)) }
        // After the tasks, whose projects stay unknown this way.
        for number in numbers { try transaction.put(Samples.vault(number)) }
      }
      naive = [
        NaiveListing(rows: numbers.map { .init(Samples.backup($0)) }),
        NaiveListing(rows: numbers.map { .init(Samples.vault($0)) }),
        NaiveListing(rows: numbers.map { .init(Samples.snapshot($0)) }),
        NaiveListing(rows: numbers.map { .init(Samples.task($0)) }),
        NaiveListing(rows: numbers.map { .init(Samples.image($0)) }),
      ]
    }
  }

  static let filled: Result<Filled, any Error> = Result {
    // What lives as long as the process is let go of by nobody.
    atexit { if case .success(let filled) = WindowTests.filled { filled.scratch.remove() } }
    return try Filled()
  }

  @Test(arguments: Listing.Column.allCases, [true, false])
  func everyColumnSortsLikeTheNaiveWay(column: Listing.Column, descending: Bool) throws {
    let filled = try Self.filled.get()
    for (subject, naive) in zip(Self.subjects, filled.naive) {
      let listing = Listing(subject, sort: column, descending: descending)
      let expected = naive.ids(listing)
      var read: [String] = []
      while read.count < expected.count {
        let window = try filled.catalog.ids(listing, .offset(read.count), 700)
        #expect(window.offset == read.count && window.total == expected.count)
        guard !window.rows.isEmpty else { break }
        read += window.rows
      }
      #expect(read == expected, "\(subject) by \(column.rawValue)")
    }
  }

  static let filters: [(name: String, apply: @Sendable (inout Listing) -> Void)] = [
    ("nothing", { _ in }),
    ("region", { $0.scope = Scope(region: "ap-2") }),
    ("region and project", { $0.scope = Scope(region: "ap-1", project: "ap-1-p") }),
    ("unknown region", { $0.scope = Scope(region: "nowhere") }),
    ("text", { $0.text = "WEB" }),
    ("text of an id", { $0.text = Samples.id(5) }),
    ("text of a vault", { $0.text = "vault-3" }),
    ("text of a resource", { $0.text = "srv-12" }),
    ("percent sign", { $0.text = "0%" }),
    ("underscore", { $0.text = "b_1" }),
    ("accents, letter case ignored", { $0.text = "é-" }),
    ("accents within", { $0.text = "NAÏVE" }),
    ("ideographs", { $0.text = "日" }),
    ("quote", { $0.text = "' OR 1=1 --" }),
    ("escape sequence", { $0.text = "\u{1B}[31" }),
    ("one status", { $0.statuses = ["available"] }),
    ("statuses", { $0.statuses = ["odd_word", "error", "NORMAL", "running", "frozen"] }),
    ("kind", { $0.kind = "replica" }),
    ("kind of resource", { $0.kind = "bms" }),
    ("protection", { $0.kind = "replication" }),
    ("usage", { $0.kind = "system" }),
    ("vault", { $0.vault = "v3" }),
    (
      "everything",
      {
        $0.scope = Scope(region: "cn-3")
        $0.text = "-"
        $0.statuses = ["available", "success", "NORMAL"]
        $0.vault = "v2"
      }
    ),
  ]

  @Test(arguments: filters.indices)
  func everyFilterKeepsWhatTheNaiveWayKeeps(index: Int) throws {
    let filled = try Self.filled.get()
    for (subject, naive) in zip(Self.subjects, filled.naive) {
      for column in [Listing.Column.created, .name, .status] {
        var listing = Listing(subject, sort: column)
        Self.filters[index].apply(&listing)
        let expected = naive.ids(listing)
        let window = try filled.catalog.ids(listing, .offset(0), 10_000)
        #expect(window.rows == expected, "\(subject) with \(Self.filters[index].name)")
        #expect(window.total == expected.count)
        #expect(window.unfilteredTotal == naive.unfilteredTotal(listing))
      }
    }
  }

  @Test(arguments: ResourceType.allCases)
  func everyTypeIsListedAlone(type: ResourceType) throws {
    let filled = try Self.filled.get()
    for (subject, naive) in [(Listing.Subject.backups(type), filled.naive[0]), (.vaults(type), filled.naive[1])] {
      let listing = Listing(subject, scope: Scope(region: "ap-1"))
      #expect(try filled.catalog.ids(listing, .offset(0), 10_000).rows == naive.ids(listing))
    }
  }

  @Test(arguments: [Listing.Column.created, .name, .size, .status, .region], [true, false])
  func aWindowLiesAroundItsRow(column: Listing.Column, descending: Bool) throws {
    let filled = try Self.filled.get()
    for (subject, naive) in zip(Self.subjects, filled.naive) {
      let listing = Listing(subject, text: "1", sort: column, descending: descending)
      let expected = naive.ids(listing)
      for place in [0, 1, 30, expected.count / 2, expected.count - 1] where expected.indices.contains(place) {
        let window = try filled.catalog.ids(listing, .around(expected[place]), 20)
        #expect(window.rows.contains(expected[place]))
        #expect(window.offset == max(0, min(place - 10, expected.count - 20)))
        #expect(window.rows == Array(expected[window.offset...].prefix(20)))
      }
      #expect(try filled.catalog.ids(listing, .around("gone"), 20).offset == 0)
    }
  }

  @Test(arguments: [(-5, 10, 0, 10), (5_000, 10, 2_090, 10), (2_095, 10, 2_090, 10), (0, 0, 0, 0), (3, -1, 3, 0)])
  func oddAnchorsGiveTheNearestRows(offset: Int, limit: Int, expectedOffset: Int, expectedCount: Int) throws {
    let window = try Self.filled.get().catalog.ids(Listing(.backups(nil)), .offset(offset), limit)
    #expect(window.offset == expectedOffset && window.rows.count == expectedCount && window.total == Self.count)
  }

  @Test func servicesAreCounted() throws {
    let filled = try Self.filled.get()
    for region in [nil, "ap-2"] {
      let backups = (0..<Self.count).map(Samples.backup).filter { region == nil || $0.region == region }
      let counts = try filled.catalog.counts(Scope(region: region))
      #expect(counts.servers == backups.count { $0.type == .server })
      #expect(counts.disks == backups.count { $0.type == .disk })
      #expect(counts.turbo == backups.count { $0.type == .turbo })
      #expect(counts.snapshots == (0..<Self.count).count { region == nil || Samples.regions[$0 % 3] == region })
    }
  }

  @Test func countsFollowChanges() throws {
    let scratch = try Scratch()
    let (catalog, other) = (try scratch.open(), try scratch.open())
    for number in 1...5 {
      try other.write(durable: false) { try $0.put(Samples.backup(number)) }
      #expect(try catalog.ids(Listing(.backups(nil)), .offset(0), 2).total == number)
    }
    try catalog.write(durable: false) { transaction in
      try transaction.removeBackup(Samples.id(1))
      guard case .backups(let window) = try transaction.rows(Listing(.backups(nil)), at: .offset(0), limit: 9) else {
        return
      }
      #expect(window.total == 4 && window.rows.count == 4)
    }
    #expect(try other.ids(Listing(.backups(nil)), .offset(0), 2).total == 4)
  }
}

extension Catalog {
  /// The ids of a window's rows.
  func ids(_ listing: Listing, _ anchor: Anchor, _ limit: Int) throws -> Window<String> {
    switch try rows(listing, at: anchor, limit: limit) {
    case .backups(let window): window.ids
    case .vaults(let window): window.ids
    case .snapshots(let window): window.ids
    case .tasks(let window): window.ids
    case .images(let window): window.ids
    case .audit(let window): window.ids
    case .coverage(let window): window.ids
    }
  }
}

extension Window where Row: Identifiable, Row.ID == String {
  fileprivate var ids: Window<String> {
    Window<String>(rows: rows.map(\.id), offset: offset, total: total, unfilteredTotal: unfilteredTotal)
  }
}
