/// What a check of the audit found.
public struct AuditCheck: Codable, Hashable, Sendable {
  /// How many lines there are.
  public var lines: Int64
  /// The end of the audit; nil where there are no lines.
  public var head: AuditHead?
  /// What is wrong, in the order of the lines.
  public var flaws: [AuditFlaw]
  /// Heads of earlier audits of this home: their lines went with their catalog, and this audit's first line says so.
  public var earlier: [AuditHead]
  /// The regions whose stores hold a head that fits.
  public var witnesses: [String]
  /// The regions whose stores could not be asked.
  public var unasked: [String]

  /// Makes a finding.
  public init(
    lines: Int64 = 0, head: AuditHead? = nil, flaws: [AuditFlaw] = [], earlier: [AuditHead] = [],
    witnesses: [String] = [], unasked: [String] = []
  ) {
    self.lines = lines
    self.head = head
    self.flaws = flaws
    self.earlier = earlier
    self.witnesses = witnesses
    self.unasked = unasked
  }
}
