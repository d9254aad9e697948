/// Something that an audit would not say had nobody changed it.
public enum AuditFlaw: Codable, Hashable, Sendable {
  /// The line does not fit its hash, or the one before it.
  case changed(line: Int64)
  /// Lines are not there, from the first number to the last.
  case missing(from: Int64, to: Int64)
  /// A region's store knows a head that this audit has another line, or none, in place of.
  case headMissed(AuditHead, region: String)
  /// A region's store holds a head that cannot be read.
  case headUnreadable(region: String, reason: String)

  /// What it means, in words.
  public var message: String {
    switch self {
    case .changed(let line): "Line \(line) is not what was written: it, or the line before it, was changed."
    case .missing(let from, let to):
      from == to ? "Line \(from) is missing." : "Lines \(from) to \(to) are missing."
    case .headMissed(let head, let region):
      "The store of \(region) saw line \(head.number) end with \(head.hash.prefix(12)) on \(UTCStamp(head.date).readable);"
        + " this audit has no such line."
    case .headUnreadable(let region, let reason): "The head kept in the store of \(region) cannot be read: \(reason)"
    }
  }
}
