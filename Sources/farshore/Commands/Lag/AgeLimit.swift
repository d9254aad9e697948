import Replication

/// An age on the command line, such as `24h`, `90m` or `1d12h`.
struct AgeLimit: Sendable {
  /// The age in seconds.
  let seconds: Double
  /// As it was typed.
  let text: String

  init?(argument: String) {
    guard let seconds = SpanText.parse(argument), seconds > 0 else { return nil }
    self.seconds = seconds
    text = argument
  }

  /// Reads the value of an option.
  static let parse = TypedValue.reading("an age such as 24h, 90m or 7d") { AgeLimit(argument: $0) }
}
