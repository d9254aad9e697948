/// The packs of sessions that have not ended, as they were when their intents were read.
final class SessionPacks {
  /// Packs whose session is remembered.
  private static let remembered = 65_536

  private let objects: any ObjectStore
  private let tags: Set<UInt64>
  private let shelves: Set<UInt8>
  private let head = AlignedBuffer(capacity: ObjectHeader.length)
  private var known: [ObjectID: Bool] = [:]

  /// Reads the intents.
  init(_ store: RegionStore) throws(StoreError) {
    objects = store.objects
    var tags: Set<UInt64> = []
    for id in try store.sessions.ids() where try store.sessions.read(id) != nil { tags.insert(WriteSession.tag(id)) }
    self.tags = tags
    shelves = Set(tags.map { WriteSession.shelf($0) })
  }

  /// Whether there are none.
  var isEmpty: Bool { tags.isEmpty }

  /// Whether a session wrote the pack; only a pack on a session's shelf is asked for its tag.
  func contains(_ pack: ObjectID) throws(StoreError) -> Bool {
    guard shelves.contains(pack.shelf) else { return false }
    if let answer = known[pack] { return answer }
    let answer = try PackShelf.tag(of: pack, in: objects, head: head).map(tags.contains) ?? false
    if known.count >= Self.remembered { known.removeAll(keepingCapacity: true) }
    known[pack] = answer
    return answer
  }
}
