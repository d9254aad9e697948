/// Something that a cloud does not offer through farshore.
public struct NotOffered: Error, Hashable, Sendable {
  /// What it does not offer, as it stands in a sentence.
  public var action: String

  /// Makes an error.
  public init(action: String) { self.action = action }
}
