extension TencentClient {
  /// The regions that offer CBS.
  ///
  /// The region service is asked first; where it does not know the product or may not be asked, CVM's older list, and
  /// last the regions known when this was written.
  public func regions() async throws(TencentError) -> [TencentRegionSet.Entry] {
    for product in ["cbs", "cvm"] {
      do {
        let found = try await call(DescribeRegions(product: product)).regions
        if !found.isEmpty { return found }
      } catch {
        guard Self.leavesOtherWays(error) else { throw error }
      }
    }
    do {
      let found = try await call(DescribeRegionsOfCVM()).regions
      if !found.isEmpty { return found }
    } catch {
      guard Self.leavesOtherWays(error) else { throw error }
    }
    return KnownRegions.all
  }

  /// Whether another list may answer where this one did not.
  private static func leavesOtherWays(_ error: TencentError) -> Bool {
    switch error.fault?.category {
    case .forbidden, .parameter, .rule, .notFound: true
    default: false
    }
  }

  /// Snapshots of a region by id, however many; those that are not there are left out.
  public func snapshots(_ ids: [String], region: String) async throws(TencentError) -> [TencentSnapshot] {
    var found: [TencentSnapshot] = []
    var rest = ids[...]
    while !rest.isEmpty {
      let some = Array(rest.prefix(DescribeSnapshots.largestPage))
      rest = rest.dropFirst(some.count)
      found += try await call(DescribeSnapshots(ids: some, limit: DescribeSnapshots.largestPage), region: region)
        .snapshots
    }
    return found
  }

  /// The newest snapshots of a region, one page of them.
  public func newestSnapshots(region: String) async throws(TencentError) -> [TencentSnapshot] {
    let page = DescribeSnapshots(limit: DescribeSnapshots.largestPage, offset: 0, order: .descending)
    return try await call(page, region: region).snapshots
  }

  /// All disks of a region.
  public func disks(region: String) async throws(TencentError) -> [TencentDisk] {
    var found: [TencentDisk] = []
    while true {
      let page = try await call(
        DescribeDisks(limit: DescribeDisks.largestPage, offset: found.count), region: region)
      found += page.disks
      if page.disks.count < DescribeDisks.largestPage || found.count >= page.total { return found }
    }
  }

  /// What a region holds, for an estimate of what it may hold.
  public func use(region: String) async throws(TencentError) -> SnapshotUse {
    let snapshots = try await call(DescribeSnapshots(limit: 1), region: region).total
    let disks = try await call(DescribeDisks(limit: 1), region: region).total
    return SnapshotUse(snapshots: snapshots, disks: disks)
  }
}
