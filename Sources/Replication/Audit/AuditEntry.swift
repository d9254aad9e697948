public import struct Foundation.Date

/// One line of the audit: who did what to what, and what came of it.
public struct AuditEntry: Codable, Hashable, Sendable, Identifiable {
  /// The number of the line, counted from 1; 0 before it was appended.
  public var number: Int64
  /// When it happened.
  public var date: Date
  /// Who asked for it.
  public var requester: Operator
  /// What was asked for, such as `replicate` or `delete`.
  public var action: String
  /// The id of the thing concerned; empty where there is none.
  public var subject: String
  /// The region concerned; empty where there is none.
  public var region: String
  /// What came of it: `done`, a refusal code, ….
  public var outcome: String
  /// Further facts by name.
  public var facts: [String: String]
  /// What ties the line to the one before it, hexadecimal; empty before it was appended.
  public var hash = ""

  /// The number with leading zeros, so that lines of one moment stand in their order.
  public var id: String { String(repeating: "0", count: max(0, 12 - "\(number)".count)) + "\(number)" }

  /// Makes a line.
  public init(
    number: Int64 = 0, date: Date, requester: Operator, action: String, subject: String = "", region: String = "",
    outcome: String = "done", facts: [String: String] = [:]
  ) {
    self.number = number
    self.date = date
    self.requester = requester
    self.action = action
    self.subject = subject
    self.region = region
    self.outcome = outcome
    self.facts = facts
  }
}
