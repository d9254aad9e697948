public import struct Foundation.Date

/// What to list of tasks; what is left out is not asked for.
public struct HuaweiOperationFilter: Hashable, Sendable {
  /// `backup`, `copy`, `replication`, `restore`, `delete`, `sync`, `vault_delete`, `remove_resource`.
  public var type: String?
  /// `success`, `skipped`, `failed`, `running`, `timeout`, `waiting`.
  public var status: String?
  /// Begun from then on.
  public var start: Date?
  /// Begun until then.
  public var end: Date?

  /// Asks for everything.
  public init() {}

  var query: [HuaweiCall.QueryItem] {
    let items: [(String, String?)] = [
      ("operation_type", type), ("status", status), ("start_time", start.map(CloudTime.query)),
      ("end_time", end.map(CloudTime.query)),
    ]
    return items.compactMap { key, value in value.map { HuaweiCall.QueryItem(key, $0) } }
  }
}
