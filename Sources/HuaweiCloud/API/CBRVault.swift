/// A vault.
public struct CBRVault: Decodable, Hashable, Sendable {
  /// Size, kind and state.
  public struct Billing: Decodable, Hashable, Sendable {
    /// Capacity in GB, binary.
    public var size: Double?
    /// What is used, in MB.
    public var used: Double?
    /// `available`, `lock`, `frozen`, `deleting`, `error`, or a word of the future.
    public var status: String?
    /// The kind of resource, such as `server`.
    public var objectType: String?
    /// `backup`, `replication`, `hybrid`.
    public var protectType: String?
  }

  /// The id.
  public var id: String
  /// The name.
  public var name: String
  /// The project.
  public var projectId: String?
  /// When it was made.
  public var createdAt: String?
  /// The text an operator gave.
  public var description: String?
  /// Size, kind and state.
  public var billing: Billing?
  /// Whether it grows by itself.
  public var autoExpand: Bool?
}
