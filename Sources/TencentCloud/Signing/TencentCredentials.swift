public import CloudWire

/// An API key of Tencent Cloud, permanent or temporary (tencent-cbs.md §1).
public struct TencentCredentials: Hashable, Sendable {
  /// The SecretId; public by itself.
  public let secretID: String
  /// The SecretKey.
  public let secretKey: Secret
  /// The token that belongs to temporary keys.
  public let token: Secret?

  /// Makes credentials.
  public init(secretID: String, secretKey: Secret, token: Secret? = nil) {
    self.secretID = secretID
    self.secretKey = secretKey
    self.token = token
  }
}
