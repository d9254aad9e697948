import Catalog
import Foundation
import Replication

extension Mover {
  /// Reads and hashes everything a backup, replica or snapshot names, and dates the result.
  func verify() throws {
    let source = try sourceID()
    let store = try premises.stores.readable(source.region)
    if let stored = try store.backup(source.id) { return try verify(stored, in: store) }
    if let stored = try store.snapshot(source.id) { return try verify(stored, in: store) }
    throw EngineError.sourceGone(id: source.id, region: source.region)
  }

  private func verify(_ stored: StoredBackup, in store: RegionStore) throws {
    let problems = try store.verify(stored, observer: observer)
    var stored = stored
    stored.backup.note(isWhole: problems.isEmpty, at: premises.clock.now)
    let backup = stored.backup
    let result = stored
    try record(problems, subject: backup.name) {
      if store.isWritable { try store.publish(result) }
    } catalog: {
      try $0.put(backup)
    }
  }

  private func verify(_ stored: StoredSnapshot, in store: RegionStore) throws {
    let problems = try store.verify([stored.disk], observer: observer)
    var stored = stored
    stored.snapshot.note(isWhole: problems.isEmpty, at: premises.clock.now)
    let snapshot = stored.snapshot
    let result = stored
    try record(problems, subject: snapshot.name) {
      if store.isWritable { try store.publish(result) }
    } catalog: {
      try $0.put(snapshot)
    }
  }

  /// A copy found damaged counts as unverified from now on, whatever becomes of the task.
  func record(
    _ problems: [StoreProblem], subject: String, store: () throws -> Void,
    catalog: (CatalogTransaction) throws -> Void
  ) throws {
    guard let first = problems.first else { return try publish(store: store, catalog: catalog) }
    try premises.claims.publishing {
      try store()
      try premises.catalog.writeBehind(durable: true, catalog)
    }
    throw EngineError.damaged(
      subject: subject, problems: problems.count,
      first: first.message.contains(first.object) ? first.message : "\(first.object): \(first.message)")
  }
}

extension Backup {
  /// Takes over what a verification found.
  mutating func note(isWhole: Bool, at date: Date) { (verifiedAt, damagedAt) = isWhole ? (date, nil) : (nil, date) }
}

extension Snapshot {
  /// Takes over what a verification found.
  mutating func note(isWhole: Bool, at date: Date) { (verifiedAt, damagedAt) = isWhole ? (date, nil) : (nil, date) }
}
