/// An answer that is no JSON, is nested too deeply, or lacks what it must have.
struct UnreadableAnswer: Error, Hashable, Sendable {
  /// What is wrong with it.
  var problem: String
  /// The id of the request, where it could be read.
  var requestID: String?
}

extension DecodingError {
  /// What is wrong and where, without the content itself.
  var shortDescription: String {
    switch self {
    case .typeMismatch(_, let context): Self.place(context) + " has another type"
    case .valueNotFound(_, let context): Self.place(context) + " is null"
    case .keyNotFound(let key, let context): Self.place(context) + " lacks " + key.stringValue
    case .dataCorrupted(let context): Self.place(context) + " cannot be read"
    @unknown default: "the answer cannot be read"
    }
  }

  private static func place(_ context: Context) -> String {
    if context.codingPath.isEmpty { return "the answer" }
    var words: [String] = []
    for key in context.codingPath.prefix(6) {
      if let index = key.intValue { words.append(String(index)) } else { words.append(key.stringValue) }
    }
    return words.joined(separator: ".")
  }
}
