/// A word that never shows itself: every description, mirror and interpolation of it reads "•••".
public struct Secret: Hashable, Sendable {
  /// The word itself; only signing and sending read it.
  public let revealed: String

  /// Wraps a word.
  public init(_ word: String) { revealed = word }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always the same dots.
  public var description: String { "•••" }

  /// Always the same dots.
  public var debugDescription: String { "•••" }

  /// Shows no parts, so that `dump` reveals nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
