import Catalog
import Foundation
import Replication

/// Fills the catalog of an embedded context with many backups and replicas, the same ones every time.
///
/// The rows have no store records behind them, so the stores of the context's regions must be out of reach: the rows of
/// an unreachable region stay as they are, those of a reachable one would be mended away when the context is opened.
struct BigCatalog {
  /// Backups in the first region.
  var backups: Int
  /// Replicas of each backup: one in each further region.
  var replicasOfEach: Int
  /// The regions' ids, the first one holds the backups.
  var regions: [String]

  /// One vault holds so many backups.
  private static let vaultSize = 2_500
  /// Rows a transaction.
  private static let batch = 20_000
  /// 2026-01-01 00:00 UTC, the date of the oldest backup.
  private static let start = Date(timeIntervalSinceReferenceDate: 788_918_400)

  /// Adds all rows.
  func fill(_ catalog: Catalog) throws {
    try catalog.write(durable: false) { transaction in
      for number in stride(from: 0, to: backups, by: Self.vaultSize) {
        for (index, region) in regions.enumerated() where index <= replicasOfEach {
          try transaction.put(vault(holding: number, in: region, protection: index == 0 ? .backup : .replication))
        }
      }
    }
    for first in stride(from: 0, to: backups, by: Self.batch) {
      try catalog.write(durable: false) { transaction in
        for number in first..<min(first + Self.batch, backups) {
          let original = backup(number)
          try transaction.put(original)
          for region in regions.dropFirst().prefix(replicasOfEach) {
            try transaction.put(replica(of: original, number, in: region))
          }
        }
      }
    }
  }

  private func vault(holding number: Int, in region: String, protection: Protection) -> Vault {
    let place = number / Self.vaultSize
    return Vault(
      id: Self.id("vault", place, region), name: Self.vaultName(place, protection), type: .server,
      protection: protection, region: region, project: region, capacity: 4_000_000_000_000_000, createdAt: Self.start)
  }

  private static func vaultName(_ place: Int, _ protection: Protection) -> String {
    let team = teams[place % teams.count]
    return protection == .backup ? "vault-\(team)-\(place)" : "copies-\(team)-\(place)"
  }

  private func backup(_ number: Int) -> Backup {
    let server = number % 4_000
    let role = Self.roles[server % Self.roles.count]
    let place = number / Self.vaultSize
    let region = regions[0]
    return Backup(
      id: Self.id("backup", number, region), name: "\(role)-\(Self.teams[server % Self.teams.count])-\(number)",
      type: .server, status: number % 97 == 5 ? .error : .available, region: region, project: region,
      vault: NamedReference(id: Self.id("vault", place, region), name: Self.vaultName(place, .backup)),
      resource: ResourceReference(
        id: Self.id("server", server, region), name: "ecs-\(role)-\(server)", kind: .ecs),
      size: Int64(20 + number % 180) << 30, containsSystemDisk: true,
      disks: [DiskSummary(name: "system", usage: .system, size: Int64(20 + number % 180) << 30)],
      createdAt: Self.start.addingTimeInterval(Double(number) * 20))
  }

  private func replica(of original: Backup, _ number: Int, in region: String) -> Backup {
    let place = number / Self.vaultSize
    return Backup(
      id: Self.id("replica", number, region), name: original.name, type: .server, kind: .replica,
      status: number % 211 == 7 ? .error : .available, region: region, project: region,
      vault: NamedReference(id: Self.id("vault", place, region), name: Self.vaultName(place, .replication)),
      resource: original.resource, size: original.size, containsSystemDisk: true, disks: original.disks,
      createdAt: original.createdAt.addingTimeInterval(3_600),
      source: SourceLink(id: original.id, region: original.region),
      verifiedAt: original.createdAt.addingTimeInterval(7_200))
  }

  private static let roles = ["web", "api", "db", "cache", "queue", "mail", "files", "build", "search", "proxy"]
  private static let teams = ["billing", "orders", "stock", "people", "maps", "media", "lab"]

  /// A UUID that depends on nothing but its arguments.
  private static func id(_ kind: String, _ number: Int, _ region: String) -> String {
    var state = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    for byte in (kind + region).utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let (first, second) = (mixed(state), mixed(state &+ 1))
    let digits = hexadecimal(first) + hexadecimal(second)
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return parts.joined(separator: "-")
  }

  private static func hexadecimal(_ value: UInt64) -> [Character] {
    let text = String(value, radix: 16)
    return Array(String(repeating: "0", count: 16 - text.count) + text)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
