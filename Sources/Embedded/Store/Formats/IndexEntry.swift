/// A chunk's entry together with the pack it lies in: 96 bytes in an index page.
struct IndexEntry: Hashable, Sendable {
  /// Bytes of an entry.
  static let length = ChunkEntry.length + ObjectID.length

  /// The entry as in the pack's table.
  var chunk: ChunkEntry
  /// The pack.
  var pack: ObjectID

  /// The order within an index.
  static func isBefore(_ left: IndexEntry, _ right: IndexEntry) -> Bool {
    (left.chunk.id, left.pack, left.chunk.offset) < (right.chunk.id, right.pack, right.chunk.offset)
  }
}
