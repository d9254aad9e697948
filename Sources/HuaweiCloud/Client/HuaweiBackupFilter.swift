/// What to list of backups; what is left out is not asked for.
public struct HuaweiBackupFilter: Hashable, Sendable {
  /// `backup` or `replication`.
  public var imageType: String?
  /// States; one of them is enough.
  public var statuses: [String] = []
  /// The vault.
  public var vault: String?
  /// The name, matched as the cloud likes.
  public var name: String?
  /// What is protected.
  public var resource: String?
  /// `OS::Nova::Server`, `OS::Cinder::Volume` or `OS::Workspace::DesktopV2`.
  public var resourceType: String?
  /// `private`, `shared` or `all_granted`.
  public var ownType: String?
  /// `created_at:desc`, or several with commas.
  public var sort: String?
  /// Whether replication records come with it.
  public var showReplication: Bool?

  /// Asks for everything.
  public init() {}

  var query: [HuaweiCall.QueryItem] {
    let single: [(String, String?)] = [
      ("image_type", imageType), ("vault_id", vault), ("name", name), ("resource_id", resource),
      ("resource_type", resourceType), ("own_type", ownType), ("sort", sort),
      ("show_replication", showReplication.map { $0 ? "true" : "false" }),
    ]
    return single.compactMap { key, value in value.map { HuaweiCall.QueryItem(key, $0) } }
      + statuses.map { HuaweiCall.QueryItem("status", $0) }
  }
}
