public import struct Foundation.Date

/// The end of an audit as it was once: whoever knows it notices when a line before it is changed or taken away.
public struct AuditHead: Codable, Hashable, Sendable {
  /// Names the audit: the hash of its first line, hexadecimal.
  public var chain: String
  /// The number of the last line.
  public var number: Int64
  /// The hash of the last line, hexadecimal.
  public var hash: String
  /// When the last line was written.
  public var date: Date

  /// Makes a head.
  public init(chain: String, number: Int64, hash: String, date: Date) {
    self.chain = chain
    self.number = number
    self.hash = hash
    self.date = date
  }
}
