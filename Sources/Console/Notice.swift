/// A sentence for the message line.
public struct Notice: Hashable, Sendable {
  /// How much it matters.
  public enum Level: Int, Hashable, Sendable, Comparable {
    case note, warning, error

    /// Less important levels come first.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// How much it matters.
  public var level: Level
  /// The sentence.
  public var text: String

  /// Makes a notice.
  public init(_ text: String, _ level: Level = .note) {
    self.level = level
    self.text = text
  }
}
