public import CloudWire

/// What the server does with a request.
public enum Reply: Sendable {
  /// Answers.
  case answer(WireResponse)
  /// Closes the connection without a word: the answer is lost.
  case hangUp
  /// Says nothing until the other side gives up.
  case silence

  /// An answer of JSON.
  public static func json(_ text: String, status: Int = 200, headers: [WireRequest.Header] = []) -> Reply {
    .answer(
      WireResponse(
        status: status, headers: headers + [.init("Content-Type", "application/json")], body: Array(text.utf8)))
  }
}
