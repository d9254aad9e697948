/// A project of an account.
public struct IAMProject: Decodable, Hashable, Sendable {
  /// 32 hexadecimal digits.
  public var id: String
  /// The region's id, or the region's id, `_` and a name.
  public var name: String
  /// The account.
  public var domainId: String?
  /// The account, or for a sub-project the region's own project.
  public var parentId: String?
  /// Whether it may be used.
  public var enabled: Bool?
  /// Whether it stands for the account itself.
  public var isDomain: Bool?

  /// The region it belongs to: the part of its name before the first `_`.
  public var region: String { String(name.prefix { $0 != "_" }) }

  /// Whether it is the region's own project.
  public var isDefault: Bool { name == region }
}
