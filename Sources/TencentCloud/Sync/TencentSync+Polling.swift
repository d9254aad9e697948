import Catalog
import CloudWire
import Replication

extension TencentSync {
  /// One look at everything in flight; a region out of reach does not keep the others from being asked.
  ///
  /// - Returns: what was seen; it fails as a whole only where no region could be asked.
  func poll() async throws -> Sight {
    let open = try catalog.allTasks(statuses: [.waiting, .running]).filter { $0.type == .copy || $0.type == .snapshot }
    var wanted = watched
    for task in open {
      if let target = task.target, !target.id.isEmpty { wanted[target.region, default: []].insert(target.id) }
      if let source = task.source, task.type == .copy { wanted[source.region, default: []].insert(source.id) }
    }
    var found: [String: [String: TencentSnapshot]] = [:]
    var sight = Sight()
    for (region, ids) in wanted.sorted(by: { $0.key < $1.key }) where !ids.isEmpty {
      do {
        let (rows, isNew) = try await read(ids.sorted(), region: region)
        found[region] = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
        sight.changed = try forget(ids, region: region, present: rows, open) || isNew || sight.changed
      } catch {
        let tasks = open.filter { $0.target?.region == region || ($0.type == .copy && $0.source?.region == region) }
        sight.note(error, of: tasks.isEmpty ? [region] : tasks.map(\.id))
        sight.failure = sight.failure ?? error
      }
    }
    if !found.isEmpty { sight.failure = nil }
    for task in open {
      do { sight.changed = try await settle(task, found) || sight.changed } catch {
        sight.note(error, of: [task.id])
        sight.failure = sight.failure ?? error
      }
    }
    return sight
  }

  /// Removes watched rows that are not there any more; those that tasks make are the tasks' matter.
  private func forget(
    _ ids: Set<String>, region: String, present: [TencentSnapshot], _ open: [CloudTask]
  ) throws -> Bool {
    let there = Set(present.map(\.id))
    let making = Set(open.compactMap(\.target?.id))
    var changed = false
    for id in ids where !there.contains(id) && !making.contains(id) {
      watched[region]?.remove(id)
      guard try catalog.snapshot(id) != nil else { continue }
      try keeper.remove(id)
      changed = true
    }
    return changed
  }

  /// Ends a task whose target is neither there nor on its way; asks nothing that is not known of both sides.
  private func settle(_ task: CloudTask, _ found: [String: [String: TencentSnapshot]]) async throws -> Bool {
    guard let target = task.target, let source = task.source else { return false }
    if task.type == .snapshot {
      guard let rows = found[target.region], rows[target.id] == nil else { return false }
      return try keeper.miss(task)
    }
    guard let sources = found[source.region] else { return false }
    let isNamed = sources[source.id]?.copyingTo.contains(target.region) ?? false
    if target.id.isEmpty, isNamed { return try await identify(task, region: target.region) }
    guard !isNamed else { return false }
    if !target.id.isEmpty {
      guard let rows = found[target.region], rows[target.id] == nil else { return false }
    }
    return try keeper.miss(task)
  }

  private func identify(_ task: CloudTask, region: String) async throws -> Bool {
    let states = [SnapshotState.copyingFromRemote, .checkingCopied].map(\.rawValue)
    let coming = DescribeSnapshots(
      filters: [SnapshotFilter(.snapshotState, states)], limit: DescribeSnapshots.largestPage, offset: 0,
      order: .descending)
    let rows = try await client.call(coming, region: region).snapshots
    let isNew = try keeper.put(rows, region: region)
    watch(rows, region: region)
    return try keeper.identify(task, among: rows) || isNew
  }
}
