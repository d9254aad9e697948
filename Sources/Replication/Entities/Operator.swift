/// The person and machine behind a request (S24).
public struct Operator: Codable, Hashable, Sendable, CustomStringConvertible {
  /// The login name.
  public var user: String
  /// The host name.
  public var host: String

  /// Makes an operator.
  public init(user: String, host: String) {
    self.user = user
    self.host = host
  }

  /// `user@host`, as messages name the operator.
  public var description: String { "\(user)@\(host)" }
}
