/// What a submission would do (`--plan`, and the dialog before OK); nothing is changed.
public struct Plan: Codable, Hashable, Sendable {
  /// One request that could go.
  public struct Allowed: Codable, Hashable, Sendable {
    /// The id of the source.
    public var source: String
    /// The destination, with project and vault resolved; for snapshots the region alone.
    public var destination: Destination
    /// The name the new object would get.
    public var name: String
    /// Logical bytes: the traffic a cloud bills (S65).
    public var traffic: Int64
    /// Bytes that would really cross; nil where a cloud does not say.
    public var toTransfer: Int64?

    /// Makes an item.
    public init(source: String, destination: Destination, name: String, traffic: Int64, toTransfer: Int64?) {
      self.source = source
      self.destination = destination
      self.name = name
      self.traffic = traffic
      self.toTransfer = toTransfer
    }
  }

  /// The requests that could go.
  public var allowed: [Allowed]
  /// All refusals of the others.
  public var refused: [Refusal]
  /// Remarks that forbid nothing, such as a name already used in the vault (S39).
  public var warnings: [String]

  /// Makes a plan.
  public init(allowed: [Allowed] = [], refused: [Refusal] = [], warnings: [String] = []) {
    self.allowed = allowed
    self.refused = refused
    self.warnings = warnings
  }

  /// Logical bytes of all that could go.
  public var traffic: Int64 { allowed.reduce(0) { $0 + $1.traffic } }
  /// Bytes that would really cross; nil where a cloud does not say.
  public var toTransfer: Int64? {
    allowed.contains { $0.toTransfer == nil } ? nil : allowed.reduce(0) { $0 + ($1.toTransfer ?? 0) }
  }
}
