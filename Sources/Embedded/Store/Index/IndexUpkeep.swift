/// Keeps the index objects few: many small ones are merged into larger ones.
struct IndexUpkeep {
  /// Index objects of about one size that are merged into one.
  private static let group = 8
  /// Bits of the number of entries that count as one size: a merge makes an object of a larger one.
  private static let step = 3

  private let store: any ObjectStore
  private let index: ChunkIndex

  init(_ store: any ObjectStore, _ index: ChunkIndex) {
    self.store = store
    self.index = index
  }

  /// The lock of whoever replaces index objects.
  static let lock = "merge"

  /// Merges when there are many of a size; does nothing while somebody else replaces index objects.
  func merge() throws(StoreError) {
    guard Self.crowd(index.files).count >= Self.group, let lock = try store.lock(Self.lock) else { return }
    defer { lock.release() }
    try index.refresh()
    let crowd = Self.crowd(index.files)
    guard crowd.count >= Self.group else { return }
    _ = try IndexTable(merging: crowd, dryRun: false, objects: store, index: index)
  }

  /// The objects of the largest size of which there are many, with all smaller ones.
  ///
  /// So every entry is copied once for each size, and a large object is left alone until there are many of its kind.
  private static func crowd(_ files: [IndexFile]) -> [IndexFile] {
    func size(_ file: IndexFile) -> Int { (Int.bitWidth - file.entries.leadingZeroBitCount) / step }
    let many = Dictionary(grouping: files, by: size).filter { $0.value.count >= group }.keys.max()
    guard let many else { return [] }
    return files.filter { size($0) <= many }
  }
}
