import Crypto

/// One index object: header, its hash, pages.
struct IndexFile: Hashable, Sendable {
  /// Where the pages begin.
  static let head = ObjectHeader.length + ContentHash.length

  /// The object's name.
  var name: String
  /// Its id.
  var id: ObjectID
  /// Its pages.
  var pages: Int
  /// Its entries.
  var entries: Int

  /// Reads and checks the head of an index object.
  static func open(_ name: String, in objects: any ObjectStore) throws(StoreError) -> IndexFile {
    let buffer = AlignedBuffer(capacity: head)
    guard let size = try objects.size(of: name) else { throw .missing(object: name) }
    let bytes = try objects.read(name, at: 0, length: head, into: buffer, fromDevice: false)
    let header = try ObjectHeader(bytes, expecting: .index, in: name)
    guard bytes.count == head, ContentHash.of(bytes.part(0, ObjectHeader.length)) == ContentHash(bytes, at: 64) else {
      throw .damaged(object: name, chunk: nil, reason: "the hash of its header does not match")
    }
    let pages = Int(header.count)
    guard pages > 0, size == Int64(head) + Int64(pages) * Int64(IndexPage.length),
      header.bodyLength <= UInt64(pages * IndexPage.capacity)
    else { throw .damaged(object: name, chunk: nil, reason: "its length is not what its header says") }
    guard name.hasSuffix("/\(header.id)") || name.hasPrefix("condemned/") else {
      throw .damaged(object: name, chunk: nil, reason: "its header names another index")
    }
    return IndexFile(name: name, id: header.id, pages: pages, entries: Int(header.bodyLength))
  }

  /// Reads and checks one page.
  func page(
    _ number: Int, in objects: any ObjectStore, buffer: AlignedBuffer
  ) throws(StoreError) -> [IndexEntry] {
    let bytes = try objects.read(
      name, at: Int64(Self.head) + Int64(number) * Int64(IndexPage.length), length: IndexPage.length, into: buffer,
      fromDevice: false)
    guard let entries = IndexPage.entries(bytes, index: id, number: number) else {
      throw .damaged(object: name, chunk: nil, reason: "page \(number) does not match its hash")
    }
    return entries
  }

  /// Finds the entries named `key`; names are evenly spread, so guessing their place needs two or three pages.
  func find(_ key: ContentHash, page: (Int) throws(StoreError) -> [IndexEntry]) throws(StoreError) -> [IndexEntry] {
    var low = 0
    var high = pages - 1
    var lowest = UInt64.min
    var highest = UInt64.max
    var step = 0
    while low <= high {
      let guess = step < 8 ? Self.guess(key.prefix, low, high, lowest, highest) : (low + high) / 2
      step += 1
      let entries = try page(guess)
      guard let first = entries.first?.chunk.id, let last = entries.last?.chunk.id else { return [] }
      if key < first {
        high = guess - 1
        highest = first.prefix
      } else if last < key {
        low = guess + 1
        lowest = last.prefix
      } else {
        return try gather(key, around: guess, entries, page: page)
      }
    }
    return []
  }

  private static func guess(_ key: UInt64, _ low: Int, _ high: Int, _ lowest: UInt64, _ highest: UInt64) -> Int {
    guard highest > lowest, key >= lowest else { return low }
    let share = Double(key - lowest) / Double(highest - lowest)
    return min(high, low + Int(share * Double(high - low + 1)))
  }

  /// The same name may stand several times, across the border of a page as well.
  private func gather(
    _ key: ContentHash, around number: Int, _ entries: [IndexEntry],
    page: (Int) throws(StoreError) -> [IndexEntry]
  ) throws(StoreError) -> [IndexEntry] {
    var found = entries.filter { $0.chunk.id == key }
    if entries.first?.chunk.id == key, number > 0 {
      found += try page(number - 1).filter { $0.chunk.id == key }
    }
    if entries.last?.chunk.id == key, number + 1 < pages {
      found += try page(number + 1).filter { $0.chunk.id == key }
    }
    return found
  }
}
