import CloudWire

extension Output {
  /// Writes the requests of a dry run: what would be sent, without what is secret.
  func requests(_ requests: [RequestTranscript]) throws {
    if json { return try document(["requests": requests]) }
    try text(requests.map(\.text).joined(separator: "\n\n"))
  }
}
