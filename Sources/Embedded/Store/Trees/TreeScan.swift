import CStorage
import Foundation
import Replication

/// Walks a tree in the order of its entries and says piece by piece what is to be read; one thread at a time.
struct TreeScan {
  private struct Level {
    let folder: TreeFolder
    var names: TreeNames
    let status: stat
  }

  private struct Large {
    let item: TreePiece.Item
    let file: TreeFile
    let open: TreeOpenFile
    var offset: Int64 = 0
    var extents: TreeExtents
  }

  /// Files that are held open at once because other names rely on them.
  private static let mostHeld = 16

  private let path: String
  private let root: TreeFolder
  private let device: dev_t
  private var stack: [Level] = []
  private var links = TreeLinks()
  private var ready: [TreePiece] = []
  private var piece = TreePiece()
  private var weight = 0
  private var held = 0
  private var large: Large?
  private var isDone = false
  /// What was not as it had been listed, or no longer there; files are looked at by those who read them.
  private(set) var report = ReadingReport()

  /// Opens the root.
  init(_ input: TreeInput) throws(StoreError) {
    path = input.path
    root = try TreeFolder.root(input.path)
    guard let status = root.ownStatus() else { throw .fileUnreadable(path: path, errno: errno) }
    device = status.st_dev
    try enter(root, name: [], status)
  }

  /// The next piece; nil at the end of the tree.
  mutating func next() throws(StoreError) -> TreePiece? {
    while true {
      if !ready.isEmpty { return ready.removeFirst() }
      if let part = nextPart() { return part }
      if isDone { return nil }
      try step()
    }
  }

  /// Throws when the root is not what the operator named any more.
  func checkRoot() throws(StoreError) {
    var status = stat()
    guard let own = root.ownStatus(), own.st_nlink > 0, stat(path, &status) == 0, status.st_ino == own.st_ino,
      status.st_dev == own.st_dev
    else { throw .vanished(path: path) }
  }

  private mutating func step() throws(StoreError) {
    guard let top = stack.last else {
      endPiece()
      isDone = true
      return
    }
    guard let name = try stack[stack.count - 1].names.take() else {
      stack.removeLast()
      return noteChange(of: top)
    }
    try take(name, in: top.folder)
  }

  private mutating func take(_ name: [UInt8], in folder: TreeFolder) throws(StoreError) {
    guard let status = folder.status(name) else { return try lose(folder.place(of: name)) }
    if status.st_mode & S_IFMT == S_IFDIR {
      // What is mounted belongs to another file system: its folder is kept, and nothing in it.
      guard status.st_dev == device else { return try note(name, in: folder, status) }
      guard let below = folder.folder(name), let own = below.ownStatus() else {
        return try lose(folder.place(of: name))
      }
      guard own.st_dev == device else { return try note(name, in: folder, status) }
      return try enter(below, name: name, own)
    }
    // A file mounted over another belongs to another file system.
    guard status.st_dev == device else { return }
    try note(name, in: folder, status)
  }

  private mutating func enter(_ folder: TreeFolder, name: [UInt8], _ status: stat) throws(StoreError) {
    guard stack.count < TreeEntry.limits.depth else {
      throw .treeLimit(path: TreePath.text(path, folder.path), reason: "it lies too deep")
    }
    guard let names = try folder.names(), let attributes = folder.attributes([0x2e]) else {
      return try lose(folder.path)
    }
    var entry = Self.entry(.folder, name, depth: stack.count, status)
    entry.attributes = attributes
    try add(TreePiece.Item(entry: entry, draw: TreePath.draw(folder.path)), place: folder.path)
    stack.append(Level(folder: folder, names: names, status: status))
  }

  /// Notes an entry that is no folder to go into.
  private mutating func note(_ name: [UInt8], in folder: TreeFolder, _ status: stat) throws(StoreError) {
    let place = folder.place(of: name)
    guard let kind = Self.kind(status.st_mode) else {
      throw .treeLimit(path: TreePath.text(path, place), reason: "it is of a kind that cannot be kept")
    }
    var item = TreePiece.Item(
      entry: Self.entry(kind, name, depth: stack.count, status), draw: TreePath.draw(place))
    let hasOtherNames = kind != .folder && status.st_nlink > 1
    if hasOtherNames, let first = try links.first(UInt64(status.st_ino)) {
      item.entry.kind = .hardLink
      item.entry.target = first
      return try add(item, place: place)
    }
    guard let attributes = folder.attributes(name) else { return try lose(place) }
    item.entry.attributes = attributes
    switch kind {
    case .symbolicLink:
      guard let target = folder.link(name) else { return try lose(place) }
      item.entry.target = target
    case .characterDevice, .blockDevice:
      item.entry.size = UInt64(cs_device_major(status.st_rdev)) << 32 | UInt64(cs_device_minor(status.st_rdev))
    case .file:
      guard try addFile(TreeFile(place, beneath: root, status), status, to: &item) else { return try lose(place) }
    default: break
    }
    if hasOtherNames { try links.note(UInt64(status.st_ino), at: place) }
    try add(item, place: place)
  }

  /// Says what content an entry has; false with errno where it has gone.
  private mutating func addFile(
    _ file: TreeFile, _ status: stat, to item: inout TreePiece.Item
  ) throws(StoreError) -> Bool {
    item.entry.size = UInt64(clamping: file.size)
    item.entry.isSparse = file.isSparse
    guard file.size > 0 else { return true }
    item.file = file
    guard file.size >= TreeCut.alone || file.hasOtherNames else { return true }
    // Whoever has no descriptor left reads small ones by their names.
    guard let opened = file.opened(status) else { return file.size < TreeCut.alone && errno == EMFILE }
    item.file = opened
    if file.size < TreeCut.alone { held += 1 }
    return true
  }

  private mutating func add(_ item: TreePiece.Item, place: [UInt8]) throws(StoreError) {
    guard item.entry.target.count <= TreeEntry.limits.target,
      item.entry.attributes.reduce(0, { $0 + $1.length }) <= TreeEntry.limits.attributes,
      item.entry.size <= UInt64(TreeEntry.limits.size) || item.entry.kind != .file
    else { throw .treeLimit(path: TreePath.text(path, place), reason: "its name, size or attributes are too long") }
    if let file = item.file, file.size >= TreeCut.alone {
      endPiece()
      guard let open = file.open() else { return try lose(place) }
      large = Large(item: item, file: file, open: open, extents: TreeExtents(file.isSparse ? open : nil))
      return
    }
    let size = item.file?.size ?? 0
    let own = item.entry.length + TreeCut.entryWeight + Int(size)
    if piece.length + size > Int64(Limits.chunk) || weight + own > Limits.chunk { endPiece() }
    piece.items.append(item)
    piece.length += size
    weight += own
    if weight >= TreeCut.shortestContent, TreeCut.endsContent(item.draw, weight: own) { endPiece() }
    if held >= Self.mostHeld { endPiece() }
  }

  private mutating func endPiece() {
    if !piece.items.isEmpty { ready.append(piece) }
    (piece, weight, held) = (TreePiece(), 0, 0)
  }

  private mutating func nextPart() -> TreePiece? {
    guard var now = large else { return nil }
    let chunk = Int64(Limits.chunk)
    let (size, offset) = (now.file.size, now.offset)
    let data = now.extents.data(from: offset, to: size)
    let hole = data >= size ? size - offset : (data - offset) / chunk * chunk
    let length = hole > 0 ? hole : min(chunk, size - offset)
    now.offset += length
    let isLast = now.offset == size
    large = isLast ? nil : now
    return TreePiece(
      items: isLast ? [now.item] : [],
      part: TreePiece.Part(
        file: now.file, open: now.open, offset: offset, length: length, isHole: hole > 0, isLast: isLast),
      length: length)
  }

  /// A folder into which something came, or from which something went, while it was read.
  private mutating func noteChange(of level: Level) {
    let after = level.folder.ownStatus()
    guard let after, after.st_mtim.tv_sec == level.status.st_mtim.tv_sec,
      after.st_mtim.tv_nsec == level.status.st_mtim.tv_nsec
    else { return report.changed.note(TreePath.text(level.folder.path)) }
  }

  /// Reports what was listed and has gone; call it with errno as the failed call left it.
  private mutating func lose(_ place: [UInt8]) throws(StoreError) {
    let reason = errno
    guard TreeFile.isGone(reason) else {
      throw .fileUnreadable(path: TreePath.text(path, place), errno: reason)
    }
    guard !place.isEmpty else { throw .vanished(path: path) }
    report.vanished.note(TreePath.text(place))
  }
}

extension TreeScan {
  private static func entry(_ kind: TreeEntry.Kind, _ name: [UInt8], depth: Int, _ status: stat) -> TreeEntry {
    TreeEntry(
      kind: kind, depth: depth, mode: status.st_mode & 0o7777, user: status.st_uid, group: status.st_gid,
      seconds: Int64(status.st_mtim.tv_sec), nanoseconds: UInt32(status.st_mtim.tv_nsec), name: name)
  }

  private static func kind(_ mode: mode_t) -> TreeEntry.Kind? {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .symbolicLink
    case S_IFIFO: .fifo
    case S_IFCHR: .characterDevice
    case S_IFBLK: .blockDevice
    case S_IFSOCK: .socket
    default: nil
    }
  }
}
