import Replication

/// What `audit verify --json` prints.
struct AuditCheckShape: Encodable {
  /// Something that does not fit, with the lines concerned.
  struct Flaw: Encodable {
    var message: String
    var line: Int64?
    var region: String?
  }

  var lines: Int64
  var head: AuditHead?
  var flaws: [Flaw]
  var earlier: [AuditHead]
  var witnesses: [String]
  var unasked: [String]
  var error: ErrorShape?

  init(_ check: AuditCheck, error: ErrorShape?) {
    lines = check.lines
    head = check.head
    flaws = check.flaws.map { flaw in
      switch flaw {
      case .changed(let line), .missing(let line, _): Flaw(message: flaw.message, line: line)
      case .headMissed(let head, let region): Flaw(message: flaw.message, line: head.number, region: region)
      case .headUnreadable(let region, _): Flaw(message: flaw.message, region: region)
      }
    }
    earlier = check.earlier
    witnesses = check.witnesses
    unasked = check.unasked
    self.error = error
  }
}
