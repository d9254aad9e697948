/// Writes index objects from entries that come in order.
enum IndexWriter {
  /// Stores `count` entries as `folder`/`name`, or under its own id where no name is given; not yet settled.
  static func write(
    count: Int, folder: String, name: String? = nil, in objects: any ObjectStore,
    next: () throws(StoreError) -> IndexEntry?
  ) throws(StoreError) -> IndexFile? {
    guard count > 0 else { return nil }
    let id = try ObjectID.random()
    let pages = (count + IndexPage.capacity - 1) / IndexPage.capacity
    let header = ObjectHeader(kind: .index, count: UInt32(pages), bodyLength: UInt64(count), id: id).bytes
    let staged = try objects.stage()
    try append(header + ContentHash.of(header).bytes, to: staged)
    var entries: [IndexEntry] = []
    for number in 0..<pages {
      entries.removeAll(keepingCapacity: true)
      while entries.count < IndexPage.capacity, let entry = try next() { entries.append(entry) }
      try append(IndexPage.bytes(entries[...], index: id, number: number), to: staged)
    }
    let name = "\(folder)/\(name ?? id.description)"
    guard try staged.place(as: name) else { throw .io(operation: "place", path: name, errno: 17) }
    return IndexFile(name: name, id: id, pages: pages, entries: count)
  }

  /// Stores entries held in memory.
  static func write(
    _ entries: [IndexEntry], folder: String, name: String? = nil, in objects: any ObjectStore
  ) throws(StoreError) -> IndexFile? {
    var sorted = entries.sorted(by: IndexEntry.isBefore)[...]
    return try write(count: sorted.count, folder: folder, name: name, in: objects) { () throws(StoreError) in
      sorted.popFirst()
    }
  }

  private static func append(_ bytes: [UInt8], to staged: any StagedObject) throws(StoreError) {
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(StoreError) in try staged.append(buffer) }
    }
    try result.get()
  }
}
