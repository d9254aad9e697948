/// Writes index objects from entries that come in any order and number; holds a bounded part of them.
final class IndexRuns {
  /// Entries of one object: 7 MiB in memory.
  private static let run = 65_536

  private let objects: any ObjectStore
  private let folder: String
  private var entries: [IndexEntry] = []

  init(folder: String, in objects: any ObjectStore) {
    self.folder = folder
    self.objects = objects
  }

  /// Takes entries of one pack.
  func add(_ chunks: [ChunkEntry], of pack: ObjectID) throws(StoreError) {
    entries += chunks.map { IndexEntry(chunk: $0, pack: pack) }
    if entries.count >= Self.run { try write() }
  }

  /// Writes what is left and makes all of it durable.
  func finish() throws(StoreError) {
    try write()
    try objects.settle()
  }

  private func write() throws(StoreError) {
    _ = try IndexWriter.write(entries, folder: folder, in: objects)
    entries.removeAll(keepingCapacity: true)
  }
}
