import CStorage
import Foundation

/// Lays entries and contents of a tree side by side and says which bytes of which chunk go into which file.
///
/// Folders, links and nodes are made on the way. One thread at a time.
struct TreePlan {
  /// Bytes of a file that lie in one stretch of the content.
  struct Part {
    var file: TreeOutFile
    var offset: Int64
    var length: Int64
  }

  /// A chunk, or a hole where there is none, and the files that are filled from it.
  struct Work {
    var chunk: PageEntry?
    /// Where in the chunk the first of the files begins.
    var start: Int64 = 0
    var parts: [Part] = []
  }

  /// Files of one piece of work.
  private static let most = 4096

  private let maker: TreeMaker
  private let manifest: ContentHash
  private let pages: ChunkReader
  private let chunks: ChunkReader
  private var reader: TreeReader
  private var content: ManifestWalk
  private var folders: [TreeFolder]
  private var root: TreeFolder?
  private var filling: (file: TreeOutFile, offset: Int64, left: Int64)?
  private var hole: Int64 = 0
  private var rest: (chunk: PageEntry, used: Int64)?
  private var hasFailed = false

  init(_ tree: StoredTree, of store: RegionStore, into root: TreeFolder, maker: TreeMaker) throws(StoreError) {
    self.maker = maker
    self.root = root
    manifest = tree.manifest
    folders = []
    pages = .forPages(store.objects, store.index)
    chunks = ChunkReader(store.objects, store.index, stored: ChunkReader.buffer(), plain: ChunkReader.buffer())
    let head = try pages.treeHead(of: tree)
    reader = TreeReader(head, manifest: tree.manifest)
    content = ManifestWalk(head.content)
  }

  /// The next piece of work; nil when everything was given out, and for whoever asks after somebody met an error.
  mutating func next() throws(StoreError) -> Work? {
    // Entries follow each other: without the folder that could not be made the next ones stand nowhere.
    guard !hasFailed else { return nil }
    do throws(StoreError) { return try go() } catch {
      hasFailed = true
      throw error
    }
  }

  private mutating func go() throws(StoreError) -> Work? {
    if hole > 0 { return try fill(nil) }
    if let rest { return try fill(rest.chunk, from: rest.used) }
    while let step = content.next(pages) {
      switch step {
      case .chunk(let entry, _): return try fill(entry)
      case .hole(_, let length):
        guard length > 0 else { continue }
        hole = length
        return try fill(nil)
      case .broken(let error, _, _): throw error
      case .page, .same: continue
      }
    }
    return try remainder()
  }

  private mutating func fill(_ chunk: PageEntry?, from start: Int64 = 0) throws(StoreError) -> Work {
    var work = Work(chunk: chunk, start: start)
    var left = (chunk?.length ?? hole) - start
    while left > 0, work.parts.count < Self.most {
      guard let filling else {
        guard try advance(&work) else { throw damaged("its content is longer than its files") }
        continue
      }
      let length = min(left, filling.left)
      work.parts.append(Part(file: filling.file, offset: filling.offset, length: length))
      left -= length
      self.filling =
        filling.left > length ? (filling.file, filling.offset + length, filling.left - length) : nil
    }
    if let chunk {
      rest = left > 0 ? (chunk, chunk.length - left) : nil
    } else {
      hole = left
    }
    return work
  }

  /// What comes behind the last byte of content: empty files, folders, links.
  private mutating func remainder() throws(StoreError) -> Work? {
    var work = Work()
    while work.parts.count < Self.most {
      guard filling == nil else { throw damaged("its content is shorter than its files") }
      guard try advance(&work) else { break }
    }
    return work.parts.isEmpty ? nil : work
  }

  /// Takes the next entry; false at the end.
  private mutating func advance(_ work: inout Work) throws(StoreError) -> Bool {
    guard let entry = try reader.next(pages, chunks) else { return false }
    if entry.depth == 0 {
      folders = [root].compactMap { $0 }
      maker.count()
      return true
    }
    guard entry.depth <= folders.count else { throw damaged("an entry stands where it cannot be") }
    folders.removeLast(folders.count - entry.depth)
    guard let folder = folders.last else { throw damaged("an entry stands where it cannot be") }
    switch entry.kind {
    case .folder: folders.append(try make(entry, in: folder))
    case .file:
      guard let root else { throw damaged("an entry stands where it cannot be") }
      let file = TreeOutFile(entry, at: folder.place(of: entry.name), beneath: root, maker: maker)
      if entry.size > 0 {
        filling = (file, 0, Int64(entry.size))
      } else {
        work.parts.append(Part(file: file, offset: 0, length: 0))
      }
    case .hardLink: break  // when everything else is there
    default: try maker.make(entry, in: folder)
    }
    return true
  }

  private func make(_ entry: TreeEntry, in folder: TreeFolder) throws(StoreError) -> TreeFolder {
    guard mkdirat(folder.descriptor, TreeFolder.c(entry.name), 0o700) == 0, let made = folder.folder(entry.name) else {
      throw TreeTarget.failure("make", TreePath.text(folder.place(of: entry.name)), errno)
    }
    maker.count()
    return made
  }

  private func damaged(_ reason: String) -> StoreError {
    .damaged(object: "manifest \(manifest)", chunk: nil, reason: reason)
  }
}
