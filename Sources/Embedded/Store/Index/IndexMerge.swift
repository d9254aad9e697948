/// The entries of several index objects in one ascending run; holds one page of each.
final class IndexMerge {
  private struct Cursor {
    var file: IndexFile
    var page = 0
    var place = 0
    var entries: [IndexEntry] = []
  }

  private let objects: any ObjectStore
  private let buffer = AlignedBuffer(capacity: IndexPage.length)
  private var cursors: [Cursor]

  init(_ files: [IndexFile], in objects: any ObjectStore) {
    self.objects = objects
    cursors = files.map { Cursor(file: $0) }
  }

  /// The next entry; the same entry standing in several objects comes once.
  func next() throws(StoreError) -> IndexEntry? {
    guard let least = try least() else { return nil }
    for index in cursors.indices {
      while let entry = try head(index), entry == least { cursors[index].place += 1 }
    }
    return least
  }

  private func least() throws(StoreError) -> IndexEntry? {
    var least: IndexEntry?
    for index in cursors.indices {
      guard let entry = try head(index) else { continue }
      if let known = least, !IndexEntry.isBefore(entry, known) { continue }
      least = entry
    }
    return least
  }

  private func head(_ index: Int) throws(StoreError) -> IndexEntry? {
    if cursors[index].place >= cursors[index].entries.count {
      guard cursors[index].page < cursors[index].file.pages else { return nil }
      cursors[index].entries = try cursors[index].file.page(cursors[index].page, in: objects, buffer: buffer)
      cursors[index].page += 1
      cursors[index].place = 0
    }
    return cursors[index].entries[cursors[index].place]
  }
}
