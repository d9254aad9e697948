public import CloudWire

/// An access key of Huawei Cloud, permanent or temporary (huawei-cbr.md §1).
public struct HuaweiCredentials: Hashable, Sendable {
  /// The AK; public by itself.
  public let accessKey: String
  /// The SK.
  public let secretKey: Secret
  /// The token that belongs to temporary keys.
  public let securityToken: Secret?

  /// Makes credentials.
  public init(accessKey: String, secretKey: Secret, securityToken: Secret? = nil) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.securityToken = securityToken
  }
}
