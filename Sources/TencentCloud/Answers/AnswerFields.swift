/// Reads one object of an answer without trusting it.
///
/// What the client cannot do without is required. Everything else counts as absent when it is missing, null, of another
/// type or out of range: one odd field of one row must not hide a whole list.
struct AnswerFields {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let container: KeyedDecodingContainer<Name>

  init(_ decoder: any Decoder) throws { container = try decoder.container(keyedBy: Name.self) }

  /// A value that must be there.
  func required<Value: Decodable>(_ name: String) throws -> Value {
    try container.decode(Value.self, forKey: Name(name))
  }

  /// A value that may be missing.
  func optional<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) -> Value? {
    // Whatever is wrong with it, it counts as absent: one odd field of one row must not hide a whole list.
    (try? container.decodeIfPresent(type, forKey: Name(name))) ?? nil
  }

  /// An identifier: printable, without blanks, at most 128 bytes, and never empty.
  func identifier(_ name: String) throws -> String {
    let text: String = try required(name)
    guard !text.isEmpty, text.utf8.count <= 128, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw DecodingError.dataCorruptedError(
        forKey: Name(name), in: container, debugDescription: "\(name) is no identifier")
    }
    return text
  }

  /// A list that counts as empty where it is missing or null.
  func list<Element: Decodable>(_ name: String, of type: Element.Type = Element.self) -> [Element] {
    optional(name, as: [Element].self) ?? []
  }
}
