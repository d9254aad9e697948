import Catalog
import Replication

import struct Foundation.Date
import struct Foundation.UUID

/// Writes what the cloud answers into the catalog; rows that have not changed are left alone.
struct SnapshotKeeper {
  let catalog: Catalog
  let now: Date

  /// Who a copy belongs to that no task of ours has started.
  static let stranger = Operator(user: "another-client", host: "tencent-cloud")

  /// Puts some rows of a region, moves the tasks that make them, and notes copies that were started elsewhere.
  ///
  /// - Returns: whether anything was new or other.
  func put(_ rows: [TencentSnapshot], region: String, disks: [String: String] = [:]) throws -> Bool {
    guard !rows.isEmpty else { return false }
    return try catalog.writeBehind(durable: false) { transaction in
      let open = try transaction.tasks(statuses: [.waiting, .running])
      let making = Dictionary(open.compactMap { task in task.target.map { ($0.id, task) } }) { first, _ in first }
      var changed = false
      for row in rows {
        changed = try put(row, region: region, disks: disks, transaction) || changed
        if let task = making[row.id] { changed = try move(task, row, transaction) || changed }
        for target in Set(row.copyingTo) where FieldRules.regionID(target).isEmpty {
          changed = try noteCopy(of: row, in: region, to: target, transaction) || changed
        }
      }
      return changed
    }
  }

  private func put(
    _ row: TencentSnapshot, region: String, disks: [String: String], _ transaction: CatalogTransaction
  ) throws -> Bool {
    let known = try transaction.snapshot(row.id)
    let link = known?.source ?? SnapshotRows.source(of: row)
    let origin = try link.flatMap { try transaction.snapshot($0.id) }
    let fresh = SnapshotRows.row(row, region: region, disks: disks, known: known, origin: origin, now: now)
    if let known, Self.agree(known, fresh) { return false }
    try transaction.put(fresh)
    return true
  }

  /// Copies and locks are derived from tasks, and so is the percent of what a task makes.
  private static func agree(_ known: Snapshot, _ fresh: Snapshot) -> Bool {
    var fresh = fresh
    fresh.copyingTo = known.copyingTo
    fresh.locked = known.locked
    return fresh == known
  }

  /// Moves a task on to what the cloud says of its target.
  private func move(_ task: CloudTask, _ row: TencentSnapshot, _ transaction: CatalogTransaction) throws -> Bool {
    var moved = task
    moved.startedAt = task.startedAt ?? now
    if moved.bytesTotal <= 0 { moved.bytesTotal = 100 }
    let percent = Double(min(max(row.percent ?? 0, 0), 100))
    // Rounded up, so that the same percent comes out again.
    moved.bytesDone = Int64((Double(moved.bytesTotal) * percent / 100).rounded(.up))
    switch SnapshotState(rawValue: row.state) {
    case .normal:
      (moved.status, moved.phase, moved.bytesDone, moved.endedAt) = (.success, .done, moved.bytesTotal, now)
    case .checkingCopied: (moved.status, moved.phase) = (.running, .verifying)
    case .creating: (moved.status, moved.phase) = (.running, .reading)
    default: (moved.status, moved.phase) = (.running, .writing)
    }
    moved.noteProgress(since: task, now: now)
    guard moved != task else { return false }
    try transaction.put(moved)
    return true
  }

  /// Notes a copy that the source names and no task of ours has started, so that it shows and locks like ours.
  private func noteCopy(
    of row: TencentSnapshot, in region: String, to target: String, _ transaction: CatalogTransaction
  ) throws -> Bool {
    guard try transaction.taskInFlight(source: row.id, region: target, types: [.copy]) == nil,
      let source = try transaction.snapshot(row.id)
    else { return false }
    try transaction.put(
      CloudTask(
        id: UUID().uuidString.lowercased(), type: .copy, status: .running, phase: .writing,
        source: TaskEndpoint(id: source.id, name: source.name, region: region),
        // What it makes is not said; it is looked for among the copies that arrive there.
        target: TaskEndpoint(id: "", name: "", region: target), requestedBy: Self.stranger, bytesTotal: source.size,
        bytesTransferred: nil, createdAt: now, startedAt: now))
    return true
  }

  /// Gives a copy that was started elsewhere its target, where only one row there can be it.
  func identify(_ task: CloudTask, among rows: [TencentSnapshot]) throws -> Bool {
    guard let source = task.source, let region = task.target?.region else { return false }
    return try catalog.writeBehind(durable: false) { transaction in
      guard var present = try transaction.task(task.id), !present.status.hasEnded, present.target?.id == "" else {
        return false
      }
      let origin = try transaction.snapshot(source.id)
      let taken = Set(try transaction.tasks(statuses: [.waiting, .running]).compactMap(\.target?.id))
      let coming = rows.filter { row in
        row.isCopy && !taken.contains(row.id) && row.disk == origin?.disk.id
          && [SnapshotState.copyingFromRemote, .checkingCopied].contains(SnapshotState(rawValue: row.state))
      }
      let named = coming.filter { SnapshotRows.source(of: $0)?.id == source.id }
      guard let target = named.count == 1 ? named[0] : coming.count == 1 ? coming[0] : nil else { return false }
      present.target = TaskEndpoint(id: target.id, name: target.name, region: region)
      try transaction.put(present)
      if var row = try transaction.snapshot(target.id), row.source == nil {
        row.source = SourceLink(id: source.id, region: source.region)
        try transaction.put(row)
      }
      return true
    }
  }

  /// A look that did not show what a task makes, while its source says that nothing is on its way.
  ///
  /// The first one may come too early, so that it is only noted; the second ends the task.
  func miss(_ task: CloudTask) throws -> Bool {
    guard now.timeIntervalSince(task.createdAt) > 10 else { return false }
    return try catalog.writeBehind(durable: false) { transaction in
      guard var present = try transaction.task(task.id), !present.status.hasEnded else { return false }
      if present.phase != .stalled {
        present.phase = .stalled
        try transaction.put(present)
        return true
      }
      (present.status, present.phase, present.endedAt) = (.failed, .done, now)
      let place = present.target?.region ?? "the region"
      present.error =
        "The new snapshot has vanished from \(place) at \(present.percent)% and the source is no longer being copied;"
        + " the cloud gives no reason. Try again."
      if present.target?.id == "" {
        (present.status, present.error) = (.success, nil)
        present.note = "Started elsewhere; it has ended, and the cloud does not say what came of it."
      }
      try transaction.put(present)
      if let id = present.target?.id, present.status == .failed { try transaction.removeSnapshot(id) }
      return true
    }
  }

  /// Removes the snapshots of a region that a whole listing did not have; what tasks are making stays.
  func removeMissing(region: String, present: Set<String>) throws {
    try catalog.writeBehind(durable: false) { transaction in
      let gone = try transaction.snapshotStates(region: region).keys.filter { !present.contains($0) }
      guard !gone.isEmpty else { return }
      let coming = Set(try transaction.tasks(statuses: [.waiting, .running]).compactMap(\.target?.id))
      for id in gone where !coming.contains(id) { try transaction.removeSnapshot(id) }
    }
  }

  /// Removes a row that the cloud does not know any more.
  func remove(_ id: String) throws {
    try catalog.write(durable: false) { try $0.removeSnapshot(id) }
  }
}
