import Catalog
import Foundation
import Replication

extension Mover {
  /// Reads the disks of a server, or a single disk, into the region's store (S2, S60).
  func makeBackup() throws {
    let target = try targetID()
    let store = try premises.stores.writable(target.region)
    if let stored = try store.backup(target.id) { return try republish(stored.backup) }
    let order = try order()
    guard var backup = try premises.catalog.backup(target.id) else { throw TransferStopped.cancelled }
    let readAt = premises.clock.now
    let session = try store.beginSession(task.id)
    // What is written is read back from the device as it is written, so the first copy is as proven as later ones.
    let disks = order.tree == nil ? try store.ingest(order.inputs, session: session, observer: observer) : []
    let read = try order.tree.map { path in
      try store.ingestTree(
        TreeInput(name: backup.resource.id, path: path), expecting: backup.size, session: session, observer: observer)
    }
    let tree = read?.tree
    if let report = read?.report, !report.isEmpty { backup.report = report }
    backup.fill(with: disks, tree: tree, readAt: readAt, verifiedAt: premises.clock.now)
    let vault = try premises.catalog.vault(backup.vault.id)
    try publish(bytesTotal: backup.size, note: backup.report?.sentence) {
      if let vault, vault.autoExpand { try premises.storeVault(vault.id) }
      try store.publish(StoredBackup(backup: backup, disks: disks, tree: tree))
    } catalog: {
      try $0.put(backup)
    }
    try store.endSession(session)
  }

  /// Reads one disk into the region's store (S6).
  func makeSnapshot() throws {
    let target = try targetID()
    let store = try premises.stores.writable(target.region)
    if let stored = try store.snapshot(target.id) { return try republish(stored.snapshot) }
    let order = try order()
    guard var snapshot = try premises.catalog.snapshot(target.id) else { throw TransferStopped.cancelled }
    let readAt = premises.clock.now
    let session = try store.beginSession(task.id)
    let disks = try store.ingest(order.inputs, session: session, observer: observer)
    guard let disk = disks.first else { throw EngineError.orderLost(task: task.id) }
    snapshot.fill(with: disk, readAt: readAt, verifiedAt: premises.clock.now)
    try publish(bytesTotal: snapshot.size) {
      try store.publish(StoredSnapshot(snapshot: snapshot, disk: disk))
    } catalog: {
      try $0.put(snapshot)
    }
    try store.endSession(session)
  }

  /// The store has it already: only the catalog's half of a publication is missing.
  func republish(_ backup: Backup) throws {
    try publish {
    } catalog: {
      try $0.put(backup)
    }
    premises.endSession(of: task)
  }

  /// The store has it already: only the catalog's half of a publication is missing.
  func republish(_ snapshot: Snapshot) throws {
    try publish {
    } catalog: {
      try $0.put(snapshot)
    }
    premises.endSession(of: task)
  }

  func targetID() throws -> (id: String, region: String) {
    guard let target = task.target else { throw EngineError.orderLost(task: task.id) }
    return (target.id, target.region)
  }

  func sourceID() throws -> (id: String, region: String) {
    guard let source = task.source else { throw EngineError.orderLost(task: task.id) }
    return (source.id, source.region)
  }

  func order() throws -> WorkOrder {
    guard let order = try premises.orders.load(task.id) else { throw EngineError.orderLost(task: task.id) }
    return order
  }
}

extension WorkOrder {
  /// What a store is asked to read.
  var inputs: [DiskInput] {
    disks.map {
      DiskInput(name: $0.name, usage: $0.usage, path: $0.path, forcedRaw: $0.forcedRaw, allowOpen: allowOpen)
    }
  }
}

extension Backup {
  /// Takes over what was found when the disks were read.
  mutating func fill(with stored: [StoredDisk], tree: StoredTree?, readAt: Date, verifiedAt: Date) {
    status = .available
    disks = stored.map(DiskSummary.init)
    size = stored.reduce(tree?.size ?? 0) { $0 + $1.size }
    containsSystemDisk = stored.contains { $0.usage == .system }
    openedLive = stored.contains { $0.openedLive }
    createdAt = readAt
    self.verifiedAt = verifiedAt
    replicas = []
    locked = false
  }
}

extension Snapshot {
  /// Takes over what was found when the disk was read.
  mutating func fill(with stored: StoredDisk, readAt: Date, verifiedAt: Date) {
    state = .normal
    percent = 100
    size = stored.size
    sha256 = stored.sha256
    openedLive = stored.openedLive
    createdAt = readAt
    self.verifiedAt = verifiedAt
    copyingTo = []
    locked = false
  }
}

extension DiskSummary {
  init(_ stored: StoredDisk) {
    self.init(name: stored.name, usage: stored.usage, size: stored.size, sha256: stored.sha256)
  }
}
