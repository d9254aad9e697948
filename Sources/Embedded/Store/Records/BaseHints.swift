import Foundation
import Replication

/// The newest published disks and trees of a name, so that a base is found without reading every record.
///
/// They are hints: one may be missing, or name what was deleted; the record that it names is what counts.
struct BaseHints {
  static let folder = "roots"
  /// How many are kept for each disk or tree, so that some are left when others were deleted.
  private static let kept = 8
  /// How many are tried as a base.
  private static let tried = 4

  private let store: RegionStore
  private var shelf: RecordShelf<NewestRecords> { store.hints }

  init(_ store: RegionStore) { self.store = store }

  /// Published disks of a name and size, newest first.
  func disks(named name: String, size: Int64) -> [StoredDisk] {
    newest(Self.key(disk: name, size: size)) { record throws(StoreError) in
      let disks =
        record.isSnapshot
        ? try store.snapshot(record.id).map { [$0.disk] } : try store.backup(record.id)?.disks
      return disks?.first { $0.name == name && $0.size == size }
    }
  }

  /// Published trees of a name, newest first.
  func trees(named name: String) -> [StoredTree] {
    newest(Self.key(tree: name)) { record throws(StoreError) in
      let tree = try store.backup(record.id)?.tree
      return tree?.name == name ? tree : nil
    }
  }

  /// Notes what a backup has published; durable with whatever is made durable next.
  func note(_ backup: StoredBackup) throws(StoreError) {
    let record = NewestRecords.Record(date: backup.backup.createdAt, isSnapshot: false, id: backup.backup.id)
    let disks = backup.disks.map { Self.key(disk: $0.name, size: $0.size) }
    for key in Set(disks + (backup.tree.map { [Self.key(tree: $0.name)] } ?? [])) { try note(record, under: key) }
  }

  /// Notes what a snapshot has published; durable with whatever is made durable next.
  func note(_ snapshot: StoredSnapshot) throws(StoreError) {
    let record = NewestRecords.Record(
      date: snapshot.snapshot.createdAt, isSnapshot: true, id: snapshot.snapshot.id)
    try note(record, under: Self.key(disk: snapshot.disk.name, size: snapshot.disk.size))
  }

  /// Removes damaged hints: those that come later take their place.
  func remove(_ objects: Set<String>) throws(StoreError) {
    for name in objects {
      let parts = name.split(separator: "/")
      guard parts.count > 1, parts[0] == Self.folder else { continue }
      try shelf.remove(String(parts[1]))
    }
  }

  private func newest<Value>(
    _ key: String, _ value: (NewestRecords.Record) throws(StoreError) -> Value?
  ) -> [Value] {
    // Hints and records that cannot be read give no base, and are no reason to fail.
    var found: [Value] = []
    for record in (try? shelf.read(key))?.records ?? [] where found.count < Self.tried {
      if let value = try? value(record) { found.append(value) }
    }
    return found
  }

  private func note(_ record: NewestRecords.Record, under key: String) throws(StoreError) {
    var records = (try? shelf.read(key))?.records ?? []
    records.removeAll { $0.id == record.id && $0.isSnapshot == record.isSnapshot }
    records.append(record)
    records.sort { $0.date > $1.date }
    // Of two who note at once one may be lost, which costs a base and nothing else.
    try shelf.write(key, NewestRecords(records: Array(records.prefix(Self.kept))), isSettled: false)
  }

  private static func key(disk name: String, size: Int64) -> String {
    ContentHash.of(Array("disk\n\(size)\n\(name)".utf8)).description
  }

  private static func key(tree name: String) -> String { ContentHash.of(Array("tree\n\(name)".utf8)).description }
}
