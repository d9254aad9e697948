/// Marks the names that walks meet, many at a time, so that marking costs passes over the index and not a search each.
struct Marker {
  /// Fewer names than one in so many entries are searched for one by one.
  private static let scarce = 64

  private let table: IndexTable
  private let held: Int
  private var names: [ContentHash] = []

  init(_ table: IndexTable, names held: Int) {
    self.table = table
    self.held = held
    names.reserveCapacity(min(held, table.count))
  }

  /// Marks every entry of a name, now or later.
  mutating func mark(_ name: ContentHash, _ marks: inout Marks) throws(StoreError) {
    names.append(name)
    if names.count >= held { try flush(&marks) }
  }

  /// Marks what was held back.
  mutating func flush(_ marks: inout Marks) throws(StoreError) {
    guard !names.isEmpty else { return }
    if names.count * Self.scarce < table.count {
      for name in names { try table.mark(name, &marks) }
    } else {
      names.sort()
      var place = 0
      try table.forEach { number, entry throws(StoreError) in
        while place < names.count, names[place] < entry.chunk.id { place += 1 }
        if place < names.count, names[place] == entry.chunk.id { marks.bits[number] = true }
      }
    }
    names.removeAll(keepingCapacity: true)
  }
}
