/// The words of an error, as JSON, logs and screens carry them.
public struct Explanation: Codable, Hashable, Sendable {
  /// What kind of failure it is; decides the exit status of a command.
  public enum Kind: String, Codable, Sendable {
    /// Failed while doing (exit status 1).
    case failed
    /// Wrong usage (64).
    case usage
    /// A provider or store cannot be reached (69).
    case unreachable
  }

  /// A stable code, such as `store-damaged`.
  public var code: String
  /// What happened, and to what.
  public var message: String
  /// What the operator can do next; empty where nothing sensible can be said.
  public var next: String
  /// The kind of failure.
  public var kind: Kind

  /// Makes an explanation.
  public init(code: String, message: String, next: String = "", kind: Kind = .failed) {
    self.code = code
    self.message = message
    self.next = next
    self.kind = kind
  }
}
