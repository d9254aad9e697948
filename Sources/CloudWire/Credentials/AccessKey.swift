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

  /// Takes what a file holds; nil where a half is missing or empty, without a token where that is.
  public init?(id: String?, secret: String?, token: String?) {
    guard let id, let secret, !id.isEmpty, !secret.isEmpty else { return nil }
    self.init(id: id, secret: Secret(secret), token: token.flatMap { $0.isEmpty ? nil : Secret($0) })
  }
}
