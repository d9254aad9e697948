/// Reads what packs say of themselves, without their payload.
final class PackTable {
  private let objects: any ObjectStore
  private let head = AlignedBuffer(capacity: ObjectHeader.length + 2 * AlignedBuffer.alignment)
  private let tail = AlignedBuffer(
    capacity: Limits.packEntries * ChunkEntry.length + ContentHash.length + 2 * AlignedBuffer.alignment)

  init(_ objects: any ObjectStore) { self.objects = objects }

  /// The checked entries of a pack; nil when it is gone.
  func entries(of id: ObjectID) throws(StoreError) -> [ChunkEntry]? {
    let name = PackLayout.name(id)
    guard let size = try objects.size(of: name) else { return nil }
    guard size <= PackLayout.largest else {
      throw .damaged(object: name, chunk: nil, reason: "it is longer than a pack may be")
    }
    let first = try objects.read(name, at: 0, length: ObjectHeader.length, into: head, fromDevice: true)
    let header = try PackLayout.header(first, id: id, size: Int(size))
    let start = ObjectHeader.length + Int(header.bodyLength)
    let rest = try objects.read(
      name, at: Int64(start), length: Int(size) - start, into: tail, fromDevice: true)
    guard rest.count == Int(size) - start else {
      throw .damaged(object: name, chunk: nil, reason: "it is cut off in its table")
    }
    return try PackLayout.entries(header: first, tail: rest, parsed: header)
  }
}
