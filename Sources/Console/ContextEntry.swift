public import struct Foundation.Date

/// A context as the picker lists it.
public struct ContextEntry: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Its provider, such as `embedded`.
  public var provider: String
  /// Its account in a few words; empty where the provider has none.
  public var account: String
  /// Why it cannot be used just now, in words; nil when it can.
  public var unreachable: String?
  /// When what is known of it was last read; nil where nobody knows, or where nothing is read.
  public var readAt: Date?

  /// Makes an entry.
  public init(
    name: String, provider: String, account: String = "", unreachable: String? = nil, readAt: Date? = nil
  ) {
    self.name = name
    self.provider = provider
    self.account = account
    self.unreachable = unreachable
    self.readAt = readAt
  }
}
