import Catalog
import Foundation
import Replication

extension Mover {
  /// Moves what the destination lacks, which reads it back and compares, and publishes the replica (S5).
  func replicate() throws {
    let (source, target) = (try sourceID(), try targetID())
    let destination = try premises.stores.writable(target.region)
    if let stored = try destination.backup(target.id) {
      try publishReplica(stored, to: destination, isNew: false)
      return premises.endSession(of: task)
    }
    let origin = try premises.stores.readable(source.region)
    guard let stored = try origin.backup(source.id) else {
      throw EngineError.sourceGone(id: source.id, region: source.region)
    }
    guard var replica = try premises.catalog.backup(target.id) else { throw TransferStopped.cancelled }
    let session = try destination.beginSession(task.id)
    try destination.receive(stored, from: origin, session: session, observer: observer)
    replica.status = .available
    replica.disks = stored.disks.map(DiskSummary.init)
    replica.size = stored.backup.size
    replica.report = stored.backup.report
    replica.verifiedAt = premises.clock.now
    try publishReplica(
      StoredBackup(backup: replica, disks: stored.disks, tree: stored.tree), to: destination, isNew: true)
    try destination.endSession(session)
  }

  private func publishReplica(_ stored: StoredBackup, to destination: RegionStore, isNew: Bool) throws {
    let vault = try premises.catalog.vault(stored.backup.vault.id)
    let entry = task.ledgerEntry(at: premises.clock.now)
    try publish {
      if let vault, vault.autoExpand { try premises.storeVault(vault.id) }
      if isNew { try destination.publish(stored) }
      // The permanent note stands in the source's region before success is recorded anywhere (S21).
      if let entry { try premises.stores.writable(entry.source).appendLedger(entry.note) }
    } catalog: { transaction in
      try transaction.put(stored.backup)
      if let entry { try transaction.put(entry.note) }
    }
  }

  /// Moves a snapshot to another region (S6).
  func copySnapshot() throws {
    let (source, target) = (try sourceID(), try targetID())
    let destination = try premises.stores.writable(target.region)
    if let stored = try destination.snapshot(target.id) { return try republish(stored.snapshot) }
    let origin = try premises.stores.readable(source.region)
    guard let stored = try origin.snapshot(source.id) else {
      throw EngineError.sourceGone(id: source.id, region: source.region)
    }
    guard var copy = try premises.catalog.snapshot(target.id) else { throw TransferStopped.cancelled }
    let session = try destination.beginSession(task.id)
    try destination.receive([stored.disk], from: origin, session: session, observer: observer)
    copy.state = .normal
    copy.percent = 100
    copy.size = stored.snapshot.size
    copy.sha256 = stored.disk.sha256
    copy.verifiedAt = premises.clock.now
    try publish {
      try destination.publish(StoredSnapshot(snapshot: copy, disk: stored.disk))
    } catalog: {
      try $0.put(copy)
    }
    try destination.endSession(session)
  }
}
