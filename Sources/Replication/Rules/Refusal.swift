/// One rule or validation that forbids a request: the code machines carry, the sentence operators read.
public struct Refusal: Codable, Hashable, Sendable, Error {
  /// The code of the requirements, such as `disk-backup`.
  public var code: RefusalCode
  /// The sentence, with its facts filled in.
  public var message: String
  /// The field it belongs to; nil for the request as a whole.
  public var field: RequestField?
  /// The id of the source concerned.
  public var source: String?
  /// The destination region concerned.
  public var region: String?
  /// The destination project concerned.
  public var project: String?
  /// The destination vault concerned.
  public var vault: String?

  /// Makes a refusal.
  public init(
    code: RefusalCode, message: String, field: RequestField? = nil, source: String? = nil, region: String? = nil,
    project: String? = nil, vault: String? = nil
  ) {
    self.code = code
    self.message = message
    self.field = field
    self.source = source
    self.region = region
    self.project = project
    self.vault = vault
  }
}
