/// What retention decides about one item.
public struct RetentionVerdict: Hashable, Sendable {
  /// The item.
  public var item: RetentionItem
  /// Why it stays, in words; empty when it goes.
  public var reasons: [String]

  /// Whether it stays.
  public var isKept: Bool { !reasons.isEmpty }
}
