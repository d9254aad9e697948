import Synchronization

/// Where every chunk lies: all index objects of a folder, searched page by page with a small cache.
final class ChunkIndex: Sendable {
  private struct PageKey: Hashable {
    var name: String
    var number: Int
  }

  private struct State {
    var files: [IndexFile] = []
    var pages: [PageKey: [IndexEntry]] = [:]
    var generation = 0
    var isRead = false
  }

  /// Pages held in memory: 20 KB each.
  private static let cachedPages = 160

  let folder: String
  private let objects: any ObjectStore
  private let state = Mutex(State())

  init(folder: String, in objects: any ObjectStore) {
    self.folder = folder
    self.objects = objects
  }

  /// The index objects known now.
  var files: [IndexFile] { state.withLock { $0.files } }

  /// Grows whenever the list of index objects was read anew.
  var generation: Int { state.withLock { $0.generation } }

  /// Reads the list of index objects anew; heads that are known are not read again.
  func refresh() throws(StoreError) {
    let known = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var files: [IndexFile] = []
    for last in try objects.list(folder) {
      let name = "\(folder)/\(last)"
      do throws(StoreError) {
        if let file = known[name] {
          files.append(file)
        } else {
          files.append(try IndexFile.open(name, in: objects))
        }
      } catch StoreError.missing {
        continue  // merged into another one since it was listed
      }
    }
    let names = Set(files.map(\.name))
    state.withLock { state in
      state.files = files
      state.pages = state.pages.filter { names.contains($0.key.name) }
      state.generation += 1
      state.isRead = true
    }
  }

  /// Takes in an index object this process has just written.
  func add(_ file: IndexFile) { state.withLock { $0.files.append(file) } }

  /// Every place where `key` lies.
  func find(_ key: ContentHash) throws(StoreError) -> [IndexEntry] {
    if !state.withLock({ $0.isRead }) { try refresh() }
    for _ in 0..<8 {
      do throws(StoreError) {
        var found: [IndexEntry] = []
        for file in files {
          found += try file.find(key) { number throws(StoreError) in try page(number, of: file) }
        }
        return found
      } catch StoreError.missing {
        try refresh()  // merged since the list was read
      }
    }
    throw .missing(object: folder)
  }

  private func page(_ number: Int, of file: IndexFile) throws(StoreError) -> [IndexEntry] {
    let key = PageKey(name: file.name, number: number)
    if let page = state.withLock({ $0.pages[key] }) { return page }
    let page = try file.page(number, in: objects, buffer: AlignedBuffer(capacity: IndexPage.length))
    state.withLock { state in
      if state.pages.count >= Self.cachedPages, let victim = state.pages.keys.randomElement() {
        state.pages[victim] = nil
      }
      state.pages[key] = page
    }
    return page
  }
}
