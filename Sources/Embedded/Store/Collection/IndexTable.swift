/// All of a store's index as one sorted object, whose entries have numbers.
final class IndexTable {
  /// Entries in it.
  let count: Int
  private let file: IndexFile?
  private let objects: any ObjectStore
  private let buffer = AlignedBuffer(capacity: IndexPage.length)
  private var pages: [Int: [IndexEntry]] = [:]

  /// Merges `files` into one object that replaces them; in a dry run it replaces nothing and is discarded.
  init(
    merging files: [IndexFile], dryRun: Bool, objects: any ObjectStore, index: ChunkIndex
  ) throws(StoreError) {
    self.objects = objects
    if files.count == 1, let only = files.first {
      file = only
      count = only.entries
      return
    }
    count = try Self.count(IndexMerge(files, in: objects))
    let merge = IndexMerge(files, in: objects)
    let folder = dryRun ? "scratch" : RegionStore.indexFolder
    file = try IndexWriter.write(count: count, folder: folder, in: objects) { () throws(StoreError) in
      try merge.next()
    }
    guard !dryRun else { return }
    try objects.settle()
    for old in files { try objects.delete(old.name) }
    try objects.settle()
    try index.refresh()
  }

  /// Removes the object of a dry run.
  func discard() {
    guard let file, file.name.hasPrefix("scratch/") else { return }
    try? objects.delete(file.name)  // a leftover is harmless: nobody reads the folder
  }

  /// Marks every entry of a name; what came into the index after the merge is not in danger and needs no mark.
  func mark(_ id: ContentHash, _ marks: inout Marks) throws(StoreError) {
    guard let file else { return }
    let found = try file.find(id) { number throws(StoreError) in try page(number) }
    for entry in found { marks.bits[try number(of: entry, file)] = true }
  }

  /// Goes through all entries in order with their numbers.
  func forEach(_ body: (Int, IndexEntry) throws(StoreError) -> Void) throws(StoreError) {
    guard let file else { return }
    let buffer = AlignedBuffer(capacity: IndexPage.length)
    var number = 0
    for page in 0..<file.pages {
      for entry in try file.page(page, in: objects, buffer: buffer) {
        try body(number, entry)
        number += 1
      }
    }
  }

  /// Writes the entries chosen as another index object.
  func write(
    folder: String, name: String? = nil, _ choose: (Int, IndexEntry) -> Bool
  ) throws(StoreError) -> IndexFile? {
    guard let file else { return nil }
    var chosen = 0
    try forEach { number, entry in if choose(number, entry) { chosen += 1 } }
    let buffer = AlignedBuffer(capacity: IndexPage.length)
    var (number, page) = (0, 0)
    var entries: ArraySlice<IndexEntry> = []
    let written = try IndexWriter.write(count: chosen, folder: folder, name: name, in: objects) {
      () throws(StoreError) in
      while true {
        while let entry = entries.popFirst() {
          number += 1
          if choose(number - 1, entry) { return entry }
        }
        guard page < file.pages else { return nil }
        entries = try file.page(page, in: objects, buffer: buffer)[...]
        page += 1
      }
    }
    try objects.settle()
    return written
  }

  /// Removes the table's own object.
  func remove() throws(StoreError) {
    if let file { try objects.delete(file.name) }
  }

  private func number(of entry: IndexEntry, _ file: IndexFile) throws(StoreError) -> Int {
    // Every page but the last is full, so a page's first entry has a known number.
    var low = 0
    var high = file.pages - 1
    while low < high {
      let middle = (low + high + 1) / 2
      guard let first = try page(middle).first else { break }
      if IndexEntry.isBefore(entry, first) { high = middle - 1 } else { low = middle }
    }
    guard let place = try page(low).firstIndex(of: entry) else { throw .missing(object: file.name) }
    return low * IndexPage.capacity + place
  }

  private func page(_ number: Int) throws(StoreError) -> [IndexEntry] {
    guard let file else { return [] }
    if let page = pages[number] { return page }
    if pages.count >= 160 { pages.removeAll(keepingCapacity: true) }
    let page = try file.page(number, in: objects, buffer: buffer)
    pages[number] = page
    return page
  }

  private static func count(_ merge: IndexMerge) throws(StoreError) -> Int {
    var count = 0
    while try merge.next() != nil { count += 1 }
    return count
  }
}
