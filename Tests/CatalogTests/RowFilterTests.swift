import Catalog
import Foundation
import Replication
import Testing

/// What typed filters keep (issue 4, point 1), against the plain meaning of each over all rows.
@Suite struct RowFilterTests {
  /// A filter over rows of a kind and what it means.
  struct Case<Row>: Sendable {
    let text: String
    let keeps: @Sendable (Row) -> Bool
  }

  private static let now = Samples.date(300)
  private static let minute = Date(timeIntervalSinceReferenceDate: (800_000_111.0 / 60).rounded(.down) * 60)

  static let backups: [Case<Backup>] = [
    Case(text: "web-1 vault") { $0.name.lowercased().contains("web-1") },
    Case(text: "!web") { !$0.name.lowercased().contains("web") },
    Case(text: "/^web-[12]$/") { ["web-1", "web-2"].contains($0.name.lowercased()) },
    Case(text: "!/^(web|é)-/ naïve") { $0.name.hasPrefix("naïve") },
    Case(text: "~^É-9") { $0.name.hasPrefix("É-9") },
    Case(text: "name:É") { $0.name.contains("É") },
    Case(text: "name:/^db_1-\\d$/") { $0.name.hasPrefix("db_1-") && $0.name.count == 6 },
    Case(text: "name:%,日本") { $0.name.contains("%") || $0.name.contains("日本") },
    Case(text: "status:available") { $0.status == .available },
    Case(text: "status:creating,odd") { $0.status == .protecting || $0.status.rawValue == "odd_word" },
    Case(text: "!status:avail,error") { $0.status != .available && $0.status != .error },
    Case(text: "vault:vault-3") { $0.vault.name == "Vault-3" },
    Case(text: "resource:srv-12") { $0.resource.name == "srv-12" },
    Case(text: "region:ap-2") { $0.region == "ap-2" },
    Case(text: "region:\"region cn\"") { $0.region == "cn-3" },
    Case(text: "region:/^ap/") { $0.region != "cn-3" },
    Case(text: "project:p") { $0.project.contains("p") },
    Case(text: "project:/^p$/") { $0.project.hasSuffix("-p") },
    Case(text: "kind:replica") { $0.kind == .replica },
    Case(text: "kind:bms !kind:replica") { $0.kind == .backup && $0.resource.kind == .bms },
    Case(text: "type:turbo") { $0.type == .turbo },
    Case(text: "size:>500m") { $0.size > 500 << 20 },
    Case(text: "size:7m..9m") { (7 << 20...9 << 20).contains($0.size) },
    Case(text: "!size:<1000m") { $0.size >= 1000 << 20 },
    Case(text: "age:<1m") { $0.createdAt >= minute - 60 },
    Case(text: "age:>1m") { $0.createdAt < minute - 60 },
    Case(text: "created:2026 description:d") { _ in true },
    Case(text: "created:<2026-01") { _ in false },
    Case(text: "id:\(Samples.id(7))") { $0.id == Samples.id(7) },
    Case(text: "' OR 1=1 --") { _ in false },
    Case(text: "name:\"' OR 1=1\"") { _ in false },
  ]

  @Test(arguments: backups.indices)
  func backupsAreKept(index: Int) throws {
    let filled = try WindowTests.filled.get()
    let test = Self.backups[index]
    var listing = Listing(.backups(nil))
    listing.filter = try RowFilter.parse(test.text, for: .backups(nil), now: Self.now)
    let expected = (0..<WindowTests.count).map(Samples.backup).filter(test.keeps).map(\.id)
    #expect(Set(try filled.catalog.ids(listing, .offset(0), 10_000).rows) == Set(expected), "\(test.text)")
  }

  static let vaults: [Case<Vault>] = [
    Case(text: "status:frozen") { $0.status == .frozen },
    Case(text: "kind:replication") { $0.protection == .replication },
    Case(text: "type:disk size:>10g") { $0.type == .disk && $0.capacity > 10 << 30 },
    Case(text: "name:alpha,/^beta-4$/") { $0.name.hasPrefix("Alpha") || $0.name == "beta-4" },
  ]

  @Test(arguments: vaults.indices)
  func vaultsAreKept(index: Int) throws {
    let filled = try WindowTests.filled.get()
    let (text, keeps) = (Self.vaults[index].text, Self.vaults[index].keeps)
    var listing = Listing(.vaults(nil))
    listing.filter = try RowFilter.parse(text, for: .vaults(nil), now: Self.now)
    let expected = (0..<WindowTests.count).map(Samples.vault).filter(keeps).map(\.id)
    #expect(Set(try filled.catalog.ids(listing, .offset(0), 10_000).rows) == Set(expected), "\(text)")
  }

  static let snapshots: [Case<Snapshot>] = [
    Case(text: "state:creating") { $0.state == .creating },
    Case(text: "usage:sys disk:disk-2") { $0.usage == .system && $0.disk.name.contains("disk-2") },
    Case(text: "\"Copied 5\"") { $0.name.contains("Copied 5") }, Case(text: "from:ap") { _ in false },
  ]

  @Test(arguments: snapshots.indices)
  func snapshotsAreKept(index: Int) throws {
    let filled = try WindowTests.filled.get()
    let (text, keeps) = (Self.snapshots[index].text, Self.snapshots[index].keeps)
    var listing = Listing(.snapshots)
    listing.filter = try RowFilter.parse(text, for: .snapshots, now: Self.now)
    let expected = (0..<WindowTests.count).map(Samples.snapshot).filter(keeps).map(\.id)
    #expect(Set(try filled.catalog.ids(listing, .offset(0), 10_000).rows) == Set(expected), "\(text)")
  }

  static let tasks: [Case<CloudTask>] = [
    Case(text: "status:succeeded") { $0.status == .success },
    Case(text: "status:int,fail") { $0.status == .interrupted || $0.status == .failed },
    Case(text: "from:ap-1") { $0.source?.region == "ap-1" },
    Case(text: "to:ap-1 !by:ops2") { $0.target?.region == "ap-1" },
    Case(text: "by:ann") { _ in true }, Case(text: "!by:ann") { _ in false }, Case(text: "by:manual") { _ in true },
    Case(text: "!error:x") { _ in true },
    Case(text: "percent:>30") { $0.percent > 30 }, Case(text: "percent:100%") { $0.percent == 100 },
    Case(text: "!percent:<10") { $0.percent >= 10 },
    Case(text: "type:repl") { $0.type == .replication },
    Case(text: "vault:alpha-3") { [$0.source?.vault, $0.target?.vault].contains("v3") },
    Case(text: "name:name-8") { $0.source?.name.contains("Name-8") == true },
  ]

  @Test(arguments: tasks.indices)
  func tasksAreKept(index: Int) throws {
    let filled = try WindowTests.filled.get()
    let (text, keeps) = (Self.tasks[index].text, Self.tasks[index].keeps)
    var listing = Listing(.tasks)
    listing.filter = try RowFilter.parse(text, for: .tasks, now: Self.now)
    let expected = (0..<WindowTests.count).map(Samples.task).filter(keeps).map(\.id)
    #expect(Set(try filled.catalog.ids(listing, .offset(0), 10_000).rows) == Set(expected), "\(text)")
  }

  @Test("every field of every list is a question the catalog can answer")
  func fields() throws {
    let filled = try WindowTests.filled.get()
    for subject in [Listing.Subject.vaults(nil), .backups(nil), .snapshots, .tasks, .images] {
      for field in FilterField.fields(of: subject) {
        let value =
          switch field.form {
          case .text: "é,/x/"
          case .word: "x"
          case .bytes: "1g..2g"
          case .percent: "50"
          case .age: "<1d"
          case .date: "2026-11"
          }
        var listing = Listing(subject)
        listing.filter = try RowFilter.parse("\(field.rawValue):\(value)", for: subject, now: Self.now)
        let kept = try filled.catalog.ids(listing, .offset(0), 10_000).total
        listing.filter = try RowFilter.parse("!\(field.rawValue):\(value)", for: subject, now: Self.now)
        // No value is NULL: what is not kept by one is kept by the other.
        #expect(
          try filled.catalog.ids(listing, .offset(0), 10_000).total == WindowTests.count - kept, "\(subject) \(field)")
      }
    }
  }
}
