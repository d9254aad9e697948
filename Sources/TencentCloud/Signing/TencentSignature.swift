/// The steps of one signature; holds no secret.
public struct TencentSignature: Hashable, Sendable {
  /// What was hashed: method, path, query, headers and the hash of the body.
  public let canonicalRequest: String
  /// The day in UTC, the service and `tc3_request`.
  public let scope: String
  /// Algorithm, time, scope and the hash of the canonical request.
  public let stringToSign: String
  /// Lower-case hexadecimal.
  public let signature: String
}
