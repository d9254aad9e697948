/// The settings of an embedded context (`contexts set NAME beta=on|off link-rate=RATE`).
public struct ContextSettings: Codable, Hashable, Sendable {
  /// Whether the snapshot-copy beta counts as granted (S30).
  public var beta: Bool
  /// Bytes a second that may cross each link; nil without a limit.
  public var linkRate: Int64?

  /// Makes settings.
  public init(beta: Bool = true, linkRate: Int64? = nil) {
    self.beta = beta
    self.linkRate = linkRate
  }
}
