/// The steps of one signature, kept so that a refusal by the gateway can be compared step by step; holds no secret.
public struct HuaweiSignature: Hashable, Sendable {
  /// What was hashed: method, path, query, headers and the hash of the body.
  public let canonicalRequest: String
  /// Algorithm, date and the hash of the canonical request.
  public let stringToSign: String
  /// The signed headers' names, in lower case and sorted.
  public let signedHeaders: [String]
  /// Lower-case hexadecimal.
  public let signature: String
}
