import Foundation
import Replication

/// Rows as comma-separated values (RFC 4180): the fields of the JSON shapes, nested ones by their paths.
struct TableCSV {
  private let columns: [String]

  init(_ subject: Listing.Subject) {
    columns = Self.columns(subject)
  }

  /// The first line.
  var heading: String { columns.joined(separator: ",") + "\r\n" }

  /// A row's line.
  func line(_ shape: any Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    let value = try JSONDecoder().decode(JSONValue.self, from: encoder.encode(shape))
    return columns.map { Self.field(value[$0]) }.joined(separator: ",") + "\r\n"
  }

  private static func field(_ value: JSONValue?) -> String {
    switch value {
    case .text(let text): quoted(harmless(text))
    case .list, .object: quoted(harmless(value?.words ?? ""))
    case .none, .null: ""
    case .flag, .whole, .real: value?.words ?? ""
    }
  }

  /// Without what a terminal obeys, and without what a spreadsheet would take for a formula.
  private static func harmless(_ text: String) -> String {
    let plain = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
          let turnsText = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
          return isControl || turnsText ? "\u{FFFD}" : scalar
        }))
    return plain.first.map { "=+-@".contains($0) } == true ? "'" + plain : plain
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isWhitespace }) else { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  private static func columns(_ subject: Listing.Subject) -> [String] {
    switch subject {
    case .vaults:
      [
        "id", "name", "type", "protection", "status", "region", "project", "capacity", "used", "reserved", "backups",
        "resources", "replicatedTo", "autoExpand", "createdAt",
      ]
    case .backups:
      [
        "id", "name", "description", "type", "kind", "status", "region", "project", "vault.id", "vault.name",
        "resource.id", "resource.name", "resource.kind", "size", "containsSystemDisk", "createdAt", "verifiedAt",
        "damagedAt",
        "source.id", "source.region", "replicas", "locked", "openedLive",
      ]
    case .snapshots:
      [
        "id", "name", "state", "percent", "region", "project", "disk.id", "disk.name", "usage", "size", "sha256",
        "createdAt", "verifiedAt", "damagedAt", "source.id", "source.region", "copyingTo", "locked", "openedLive",
      ]
    case .tasks:
      [
        "id", "type", "status", "phase", "source.id", "source.name", "source.region", "target.id", "target.name",
        "target.region", "target.vault", "trigger", "operator", "percent", "bytesTotal", "bytesDone",
        "bytesTransferred", "createdAt", "startedAt", "endedAt", "error", "retries",
      ]
    case .images: ["id", "name", "region", "backup", "createdAt"]
    case .audit: ["number", "date", "operator", "action", "outcome", "subject", "region", "facts", "hash"]
    // The console refuses it and names `farshore coverage`, which knows the regions.
    case .coverage: ["id", "name", "region", "createdAt"]
    }
  }
}
