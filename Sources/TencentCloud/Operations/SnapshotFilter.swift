/// One condition on a list of snapshots: any of the values (tencent-cbs.md §3).
public struct SnapshotFilter: Encodable, Hashable, Sendable {
  /// What the condition looks at.
  public enum Name: String, Encodable, Sendable, CaseIterable {
    case snapshotID = "snapshot-id"
    case snapshotName = "snapshot-name"
    case snapshotState = "snapshot-state"
    case diskUsage = "disk-usage"
    case projectID = "project-id"
    case diskID = "disk-id"
    case encrypted = "encrypt"
    case snapshotType = "snapshot-type"
    case zone
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case values = "Values"
  }

  /// What it looks at.
  public var name: Name
  /// What is wanted: one of these.
  public var values: [String]

  /// Makes a condition.
  public init(_ name: Name, _ values: [String]) {
    self.name = name
    self.values = values
  }
}
