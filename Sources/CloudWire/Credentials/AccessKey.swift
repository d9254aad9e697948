/// An access key of a cloud's account, permanent or temporary.
public struct AccessKey: Hashable, Sendable {
  /// The public half.
  public var id: String
  /// The secret half.
  public var secret: Secret
  /// The token that belongs to temporary keys.
  public var token: Secret?

  /// Makes a key.
  public init(id: String, secret: Secret, token: Secret? = nil) {
    self.id = id
    self.secret = secret
    self.token = token
  }
}
