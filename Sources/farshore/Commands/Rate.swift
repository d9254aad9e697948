import Replication

/// A rate as typed: `20MiB` (a second).
struct Rate: Sendable {
  /// Bytes a second; above 0.
  let bytes: Int64

  init(_ text: String) throws {
    guard let bytes = try? ByteFormat.parseRate(text), bytes > 0 else {
      throw CommandError.settingValue(
        name: "link-rate", value: text, expected: "a rate such as link-rate=20MiB, or link-rate=off")
    }
    self.bytes = bytes
  }
}
