extension ProviderProfile {
  /// The bytes a vault's capacity may be: whole ranges, both ends included.
  public var vaultCapacity: ClosedRange<Int64> {
    switch provider {
    case .embedded, .tencent: 1...(1 << 60)
    // The vendor sells vaults of 10 to 10,485,760 GB, which are binary there.
    case .huawei: (10 << 30)...(10_485_760 << 30)
    }
  }

  /// Whether this program runs the policies itself, and so knows their runs and what they would do.
  public var runsPolicies: Bool { provider == .embedded }

  /// The most snapshots a region may hold (S35); nil where the cloud has no call that says so.
  public func snapshotQuota(disks: Int) -> Int? {
    provider == .embedded ? 64 + 64 * disks : nil
  }
}
