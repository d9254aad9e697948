import CStorage
import Foundation

/// Walks a tree in the order of its entries and says piece by piece what is to be read; one thread at a time.
struct TreeScan {
  private struct Level {
    let folder: TreeFolder
    let names: [[UInt8]]
    let status: stat
    var next = 0
  }

  private struct Identity: Hashable {
    var device: dev_t
    var inode: ino_t
  }

  private let root: String
  private let device: dev_t
  private var stack: [Level] = []
  private var firstNames: [Identity: [UInt8]] = [:]
  private var ready: [TreePiece] = []
  private var given = 0
  private var files: [TreeFile] = []
  private var filesLength = 0
  private var stream: [UInt8] = []
  private var isDone = false
  /// Entries met so far.
  private(set) var count: Int64 = 0

  /// Opens the root.
  init(_ input: TreeInput) throws(StoreError) {
    root = input.path
    let folder = try TreeFolder.root(input.path)
    guard let status = folder.ownStatus() else { throw .fileUnreadable(path: input.path, errno: errno) }
    device = status.st_dev
    try enter(folder, name: [], status)
  }

  /// The next piece; nil at the end of the tree.
  mutating func next() throws -> TreePiece? {
    while given == ready.count {
      ready.removeAll(keepingCapacity: true)
      given = 0
      if isDone { return nil }
      try step()
    }
    defer { given += 1 }
    return ready[given]
  }

  private mutating func step() throws {
    guard let top = stack.last else {
      endFiles()
      endEntries()
      isDone = true
      return
    }
    guard top.next < top.names.count else {
      stack.removeLast()
      return try checkUnchanged(top)
    }
    stack[stack.count - 1].next += 1
    try take(top.names[top.next], in: top.folder)
  }

  private mutating func take(_ name: [UInt8], in folder: TreeFolder) throws {
    guard let status = folder.status(name) else { throw failure(folder.place(of: name)) }
    if status.st_mode & S_IFMT == S_IFDIR {
      guard status.st_dev == device else { return try note(name, in: folder, status) }
      guard let below = folder.folder(name) else { throw failure(folder.place(of: name)) }
      guard let own = below.ownStatus(), own.st_ino == status.st_ino, own.st_dev == status.st_dev else {
        throw StoreError.fileChanged(path: TreeFile.text(root, folder.place(of: name)))
      }
      return try enter(below, name: name, own)
    }
    // A file mounted over another belongs to another file system.
    guard status.st_dev == device else { return }
    try note(name, in: folder, status)
  }

  private mutating func enter(_ folder: TreeFolder, name: [UInt8], _ status: stat) throws(StoreError) {
    guard stack.count < TreeEntry.limits.depth else {
      throw .treeLimit(path: TreeFile.text(root, folder.path), reason: "it lies too deep")
    }
    guard let names = folder.names() else { throw failure(folder.path) }
    guard let attributes = folder.attributes([0x2e]) else { throw failure(folder.path) }
    var entry = Self.entry(.folder, name, depth: stack.count, status)
    entry.attributes = attributes
    try add(entry, place: folder.path)
    stack.append(Level(folder: folder, names: names, status: status))
  }

  /// Notes an entry that is no folder to go into.
  private mutating func note(_ name: [UInt8], in folder: TreeFolder, _ status: stat) throws(StoreError) {
    let place = folder.place(of: name)
    guard let kind = Self.kind(status.st_mode) else {
      throw .treeLimit(path: TreeFile.text(root, place), reason: "it is of a kind that cannot be kept")
    }
    var entry = Self.entry(kind, name, depth: stack.count, status)
    if kind != .folder, status.st_nlink > 1 {
      let identity = Identity(device: status.st_dev, inode: status.st_ino)
      if let first = firstNames[identity] {
        entry.kind = .hardLink
        entry.target = first
        return try add(entry, place: place)
      }
      firstNames[identity] = place
    }
    guard let attributes = folder.attributes(name) else { throw failure(place) }
    entry.attributes = attributes
    switch kind {
    case .symbolicLink:
      guard let target = folder.link(name) else { throw failure(place) }
      entry.target = target
    case .characterDevice, .blockDevice:
      entry.size = UInt64(cs_device_major(status.st_rdev)) << 32 | UInt64(cs_device_minor(status.st_rdev))
    case .file:
      entry.size = UInt64(status.st_size)
      entry.isSparse = Int64(status.st_blocks) * 512 < Int64(status.st_size)
    default: break
    }
    try add(entry, place: place)
    if kind == .file, status.st_size > 0 {
      try add(TreeFile(name, in: folder, root: root, status), isSparse: entry.isSparse, place: place)
    }
  }

  private mutating func add(_ entry: TreeEntry, place: [UInt8]) throws(StoreError) {
    let length = entry.length
    guard entry.target.count <= TreeEntry.limits.target,
      entry.attributes.reduce(0, { $0 + $1.length }) <= TreeEntry.limits.attributes,
      entry.size <= UInt64(TreeEntry.limits.size) || entry.kind != .file
    else { throw .treeLimit(path: TreeFile.text(root, place), reason: "its name, size or attributes are too long") }
    if stream.count + length > TreeCut.longestEntries { endEntries() }
    entry.append(to: &stream)
    count += 1
    if stream.count >= TreeCut.shortestEntries, TreeCut.endsEntries(place, length: length) { endEntries() }
  }

  private mutating func add(_ file: TreeFile, isSparse: Bool, place: [UInt8]) throws(StoreError) {
    guard file.size < TreeCut.alone, !isSparse else {
      endFiles()
      return try addParts(of: file, isSparse: isSparse)
    }
    if filesLength + Int(file.size) > Limits.chunk { endFiles() }
    files.append(file)
    filesLength += Int(file.size)
    if filesLength >= TreeCut.shortestContent, TreeCut.endsContent(place, size: file.size) { endFiles() }
  }

  private mutating func addParts(of file: TreeFile, isSparse: Bool) throws(StoreError) {
    let chunk = Int64(Limits.chunk)
    var offset: Int64 = 0
    var extents = TreeExtents(isSparse ? file : nil)
    while offset < file.size {
      let data = try extents.data(from: offset, to: file.size)
      let hole = data >= file.size ? file.size - offset : (data - offset) / chunk * chunk
      if hole > 0 { ready.append(.hole(length: hole)) }
      offset += hole
      guard offset < file.size else { return }
      let length = min(chunk, file.size - offset)
      ready.append(.part(file, offset: offset, length: Int(length)))
      offset += length
    }
  }

  private mutating func endFiles() {
    guard !files.isEmpty else { return }
    ready.append(.files(files, length: filesLength))
    (files, filesLength) = ([], 0)
  }

  private mutating func endEntries() {
    guard !stream.isEmpty else { return }
    ready.append(.entries(stream))
    stream = []
  }

  /// A folder into which something came, or from which something went, while it was read.
  private func checkUnchanged(_ level: Level) throws(StoreError) {
    let after = level.folder.ownStatus()
    guard let after, after.st_mtim.tv_sec == level.status.st_mtim.tv_sec,
      after.st_mtim.tv_nsec == level.status.st_mtim.tv_nsec
    else { throw .fileChanged(path: TreeFile.text(root, level.folder.path)) }
  }

  private func failure(_ place: [UInt8]) -> StoreError {
    let path = TreeFile.text(root, place)
    // It was listed a moment ago.
    return [ENOENT, ELOOP, ENOTDIR].contains(errno)
      ? .fileChanged(path: path) : .fileUnreadable(path: path, errno: errno)
  }

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
