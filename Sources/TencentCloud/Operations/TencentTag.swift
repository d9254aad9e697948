/// A key with a value that an operator has put on a thing.
public struct TencentTag: Codable, Hashable, Sendable {
  private enum CodingKeys: String, CodingKey {
    case key = "Key"
    case value = "Value"
  }

  /// The key.
  public var key: String
  /// The value.
  public var value: String

  /// Makes a tag.
  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}
