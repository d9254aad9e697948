import Foundation
import Replication

/// Gives back the contents of a rebuilt tree's files one after the other, in the order of the tree's entries, and looks
/// at folders and links on the way.
struct TreeDrillSource {
  private let root: TreeFolder
  private let pages: ChunkReader
  private let chunks: ChunkReader
  private var reader: TreeReader
  /// Names from the root on; the last one is the folder or file in hand.
  private var names: [[UInt8]] = []
  private var file: (open: TreeOpenFile, offset: Int64, left: Int64)?
  /// The paths of folders and links that are not as they were.
  private(set) var problems: [[UInt8]] = []

  init(_ root: TreeFolder, _ head: TreeHead, _ tree: StoredTree, _ store: RegionStore) {
    self.root = root
    pages = .forPages(store.objects, store.index)
    chunks = ChunkReader(store.objects, store.index, stored: ChunkReader.buffer(), plain: ChunkReader.buffer())
    reader = TreeReader(head, manifest: tree.manifest)
  }

  /// The path beneath the root of what is in hand.
  var place: [UInt8] { Array(names.joined(separator: [TreeEntry.slash])) }

  /// Fills the first `length` bytes; false where the files do not have them.
  mutating func fill(_ buffer: AlignedBuffer, _ length: Int) throws -> Bool {
    var done = 0
    while done < length {
      guard let present = file else {
        guard try advance() else { return false }
        continue
      }
      let part = min(length - done, Int(present.left))
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[done..<(done + part)])
      let got = present.open.read(at: present.offset, into: room) ?? 0
      guard got == part else {
        // The rest of the file is missing; what follows it is compared all the same.
        file = nil
        return false
      }
      done += part
      file = present.left > Int64(part) ? (present.open, present.offset + Int64(part), present.left - Int64(part)) : nil
    }
    return true
  }

  /// Looks at what comes behind the last byte of content.
  mutating func finish() throws {
    file = nil
    while try advance() { file = nil }
  }

  /// Takes entries up to the next file with content; false at the end.
  private mutating func advance() throws -> Bool {
    while let entry = try reader.next(pages, chunks) {
      if entry.depth == 0 { continue }
      names.removeLast(names.count - (entry.depth - 1))
      names.append(entry.name)
      switch entry.kind {
      case .file:
        let descriptor = root.open(place, O_RDONLY)
        guard descriptor >= 0 else {
          problems.append(place)
          continue
        }
        let open = TreeOpenFile(descriptor)
        if open.status()?.st_size != Int(entry.size) { problems.append(place) }
        guard entry.size > 0 else { continue }
        file = (open, 0, Int64(entry.size))
        return true
      case .folder: if !isFolder { problems.append(place) }
      case .symbolicLink: if link(entry) != entry.target { problems.append(place) }
      // Hard links lead to a file that is compared; nodes are left out without privileges.
      case .hardLink, .fifo, .characterDevice, .blockDevice, .socket: break
      }
    }
    return false
  }

  private var isFolder: Bool {
    let descriptor = root.open(place, O_RDONLY | O_DIRECTORY)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }

  private func link(_ entry: TreeEntry) -> [UInt8] {
    let above = Array(names.dropLast().joined(separator: [TreeEntry.slash]))
    let parent = above.isEmpty ? nil : root.open(above, O_RDONLY | O_DIRECTORY)
    defer { if let parent, parent >= 0 { close(parent) } }
    var target = [CChar](repeating: 0, count: entry.target.count + 1)
    let count = readlinkat(parent ?? root.descriptor, TreeFolder.c(entry.name), &target, target.count)
    return target.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
  }
}
