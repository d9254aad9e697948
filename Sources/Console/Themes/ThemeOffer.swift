public import Canvas

/// A theme that can be chosen; read only when it is shown, so that a start reads one.
public struct ThemeOffer: Sendable {
  /// Its name in the list.
  public let name: String
  /// Reads it; nil when it cannot be read.
  let read: @Sendable () -> Theme?

  /// Offers a theme that is read when it is wanted.
  public init(name: String, read: @escaping @Sendable () -> Theme?) {
    self.name = name
    self.read = read
  }

  /// Offers a theme that was read already.
  public init(_ theme: Theme) { self.init(name: theme.name) { theme } }
}
