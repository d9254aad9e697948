import Crypto
import Foundation
import GRDB

/// The hashes that tie each line of the audit to the one before it (docs/store-format.md, "Heads of the audit").
enum AuditChain {
  /// What the first line stands behind.
  static let origin = Data(count: SHA256.byteCount)

  /// The hash of a line as it is stored.
  static func hash(_ row: Fields, after previous: Data) throws -> Data {
    try hash(
      number: try row.integer("number"), date: try row.date("date"),
      texts: ["user", "host", "action", "subject", "region", "outcome", "facts"].map(row.text), after: previous)
  }

  /// Numbers are eight bytes, the lowest first; each text stands behind its length, so that none runs into the next.
  static func hash(number: Int64, date: Date, texts: [String], after previous: Data) throws -> Data {
    var hasher = SHA256()
    hasher.update(data: previous)
    hasher.update(data: bytes(UInt64(bitPattern: number)))
    hasher.update(data: bytes(date.timeIntervalSinceReferenceDate.bitPattern))
    for text in texts {
      let content = Data(text.utf8)
      hasher.update(data: bytes(UInt64(content.count)))
      hasher.update(data: content)
    }
    return Data(hasher.finalize())
  }

  static func text(_ hash: Data) -> String {
    hash.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  private static func bytes(_ number: UInt64) -> Data {
    withUnsafeBytes(of: number.littleEndian) { Data($0) }
  }
}
