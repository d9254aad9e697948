/// A context as the picker lists it.
public struct ContextEntry: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Its provider and account in a few words, such as `embedded`.
  public var provider: String
  /// Why it cannot be used just now, in words; nil when it can.
  public var unreachable: String?

  /// Makes an entry.
  public init(name: String, provider: String, unreachable: String? = nil) {
    self.name = name
    self.provider = provider
    self.unreachable = unreachable
  }
}
