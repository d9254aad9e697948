import Foundation
import Replication

@testable import Embedded

extension Workshop {
  /// Makes a folder beneath the workshop's and gives back its path.
  @discardableResult
  func folder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    return path(name)
  }

  /// Writes a file beneath a folder that is there.
  func write(_ bytes: Data, to name: String) throws { try bytes.write(to: URL(fileURLWithPath: path(name))) }

  /// Fills a folder with small files, the same for the same count, and some large ones; no clock is in them.
  func manyFiles(_ count: Int, in tree: String) throws {
    for index in 0..<count {
      let place = "\(tree)/\(index % 29)/\(index % 7)"
      if index < 29 * 7 { try folder(place) }
      let size = index % 4000 == 500 ? 5 << 20 : (index &* 2_654_435_761) % 3_000
      let piece: Piece =
        index % 3 == 0 ? .text(size, seed: UInt64(index) + 1) : .noise(size, seed: UInt64(index) + 1)
      try write(piece.bytes ?? Data(), to: "\(place)/file-\(index)")
    }
  }

  /// Reads a folder into a store and publishes it.
  @discardableResult
  func back(
    upTree name: String, into store: RegionStore, as id: String = "t1", observer: any TransferObserver = Quiet()
  ) throws -> StoredBackup {
    let session = try store.beginSession("task-\(id)")
    defer { session.release() }
    let (tree, report) = try store.ingestTree(
      TreeInput(name: "share", path: path(name)), session: session, observer: observer)
    var row = Self.backup(id, size: tree.size)
    if !report.isEmpty { row.report = report }
    let backup = StoredBackup(backup: row, disks: [], tree: tree)
    try store.publish(backup)
    try store.endSession(session)
    return backup
  }

  /// Moves a tree's backup into another store and publishes it there.
  func replicateTree(
    _ backup: StoredBackup, from source: RegionStore, to target: RegionStore, observer: any TransferObserver = Quiet()
  ) throws {
    guard let tree = backup.tree else { return }
    let session = try target.beginSession("replicate-\(backup.backup.id)")
    defer { session.release() }
    try target.receive(tree, from: source, session: session, observer: observer)
    try target.publish(backup)
    try target.endSession(session)
  }

  /// What a person could find out about everything in a folder, line by line.
  func picture(_ name: String, withOwners: Bool = true) throws -> [String] {
    try Self.picture(of: path(name), withOwners: withOwners)
  }

  static func picture(of path: String, withOwners: Bool) throws -> [String] {
    var lines: [String] = []
    var numbers: [ino_t: Int] = [:]
    func look(_ folder: TreeFolder) throws {
      var names: [[UInt8]] = [[0x2e]]
      if var listed = try folder.names() { while let name = try listed.take() { names.append(name) } }
      for name in names {
        guard let status = folder.status(name) else { throw CocoaError(.fileNoSuchFile) }
        var line = "\(TreePath.text(folder.place(of: name))) \(String(status.st_mode, radix: 8))"
        line += " \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        if withOwners { line += " \(status.st_uid):\(status.st_gid)" }
        let attributes = folder.attributes(name)?.map { String(decoding: $0.name + [0x3d] + $0.value, as: UTF8.self) }
        line += " \(attributes ?? ["?"])"
        switch status.st_mode & S_IFMT {
        case S_IFREG:
          let number = numbers[status.st_ino, default: numbers.count]
          numbers[status.st_ino] = number
          let file = TreeFile(name, beneath: folder, status)
          let bytes = AlignedBuffer(capacity: Int(file.size))
          let room = UnsafeMutableRawBufferPointer(rebasing: bytes.bytes[..<Int(file.size)])
          let got = file.open()?.read(at: 0, into: room)
          line += " \(file.size) \(got ?? -1) links \(status.st_nlink) #\(number)"
          line += " \(ContentHash.of(bytes.prefix(Int(file.size))))"
        case S_IFLNK: line += " -> \(folder.link(name).map { String(decoding: $0, as: UTF8.self) } ?? "?")"
        case S_IFCHR, S_IFBLK: line += " \(status.st_rdev)"
        case S_IFDIR where name != [0x2e]:
          if let below = folder.folder(name) { try look(below) }
        default: break
        }
        lines.append(line)
      }
    }
    try look(try TreeFolder.root(path))
    return lines
  }
}
