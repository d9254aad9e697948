public import Canvas

/// A theme that can be chosen; read only when it is shown, so that a start reads one.
public struct ThemeOffer: Sendable {
  /// Its name in the list.
  public let name: String
  /// What it is like, in few words.
  public let note: String
  /// Reads it; nil when it cannot be read.
  let read: @Sendable () -> Theme?

  /// Offers a theme that is read when it is wanted.
  public init(name: String, note: String = "your own", read: @escaping @Sendable () -> Theme?) {
    self.name = name
    self.note = note
    self.read = read
  }

  /// Offers a theme that was read already.
  public init(_ theme: Theme) { self.init(name: theme.name) { theme } }
}
