/// How many snapshots a region holds, and how many it may hold by the vendor's rule.
///
/// No call says the quota; the rule is the vendor's of 2019, and later pages are stricter, so that it only warns.
public struct SnapshotUse: Hashable, Sendable {
  /// How many snapshots there are.
  public var snapshots: Int
  /// How many disks there are.
  public var disks: Int

  /// Makes a use.
  public init(snapshots: Int, disks: Int) {
    self.snapshots = snapshots
    self.disks = disks
  }

  /// 64, and 64 for each disk.
  public var estimatedQuota: Int {
    let (product, overflows) = disks.multipliedReportingOverflow(by: 64)
    return overflows ? .max : product > .max - 64 ? .max : product + 64
  }

  /// A sentence where the estimate is used up; nil elsewhere.
  public func warning(region: String) -> String? {
    guard snapshots >= estimatedQuota else { return nil }
    return "\(region) holds \(snapshots) snapshots and by the vendor's rule may hold \(estimatedQuota)"
      + " (64, and 64 for each of \(disks) disks); the cloud may refuse another."
  }
}
