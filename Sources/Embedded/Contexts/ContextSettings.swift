/// The settings of an embedded context (`contexts set NAME beta=on|off link-rate=RATE transfers=N`).
public struct ContextSettings: Codable, Hashable, Sendable {
  /// Whether the snapshot-copy beta counts as granted (S30).
  public var beta: Bool
  /// Bytes a second that may cross each link; nil without a limit.
  public var linkRate: Int64?
  /// How many tasks a process moves at once; nil for the engine's own choice.
  public var transfers: Int?

  /// What `transfers` may be.
  public static let transferCounts = 1...1_000

  /// Makes settings.
  public init(beta: Bool = true, linkRate: Int64? = nil, transfers: Int? = nil) {
    self.beta = beta
    self.linkRate = linkRate
    self.transfers = transfers
  }
}
