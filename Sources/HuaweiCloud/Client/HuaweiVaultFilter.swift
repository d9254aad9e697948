/// What to list of vaults; what is left out is not asked for.
public struct HuaweiVaultFilter: Hashable, Sendable {
  /// These only.
  public var ids: [String] = []
  /// `backup` or `replication`.
  public var protectType: String?
  /// `server`, `disk`, `turbo`.
  public var objectType: String?
  /// The name.
  public var name: String?

  /// Asks for everything.
  public init() {}

  var query: [HuaweiCall.QueryItem] {
    ids.map { HuaweiCall.QueryItem("id", $0) }
      + [("protect_type", protectType), ("object_type", objectType), ("name", name)].compactMap { key, value in
        value.map { HuaweiCall.QueryItem(key, $0) }
      }
  }
}
