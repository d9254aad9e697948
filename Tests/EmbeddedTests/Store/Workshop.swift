import Foundation
import Replication

@testable import Embedded

/// A folder of its own for one test, with what is needed to fill stores.
final class Workshop {
  let folder: String

  /// `root` may name a folder in memory, where nothing waits for a device.
  init(in root: String = NSTemporaryDirectory()) throws {
    folder = root + "/farshore-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  // Folders may lie deeper in it than paths are long.
  deinit { TreeTarget.remove(folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// A new store, or one with faulty file calls.
  func store(_ name: String, home: String = "home", calls: any FileCalls = LinuxFileCalls()) throws -> RegionStore {
    try RegionStore.create(
      at: path(name), region: Region(id: String(name.split(separator: "/").last ?? "r"), name: name), owner: home,
      calls: calls)
  }

  /// A disk file made of pieces.
  func disk(_ name: String, _ pieces: [Piece]) throws -> DiskInput {
    try Data().write(to: URL(fileURLWithPath: path(name)))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path(name)))
    defer { try? file.close() }
    var offset: UInt64 = 0
    for piece in pieces {
      try file.seek(toOffset: offset)
      if let bytes = piece.bytes { try file.write(contentsOf: bytes) }
      offset += UInt64(piece.length)
    }
    try file.truncate(atOffset: offset)
    return input(name)
  }

  func input(_ name: String, forcedRaw: Bool = false, allowOpen: Bool = false) -> DiskInput {
    DiskInput(name: name, usage: .system, path: path(name), forcedRaw: forcedRaw, allowOpen: allowOpen)
  }

  /// Reads disks into a store and publishes them as one backup.
  @discardableResult
  func back(up disks: [DiskInput], into store: RegionStore, as id: String = "b1") throws -> StoredBackup {
    let session = try store.beginSession("task-\(id)")
    defer { session.release() }
    let stored = try store.ingest(disks, session: session, observer: Quiet())
    let backup = StoredBackup(backup: Self.backup(id, size: stored.reduce(0) { $0 + $1.size }), disks: stored)
    try store.publish(backup)
    try store.endSession(session)
    return backup
  }

  /// Moves a backup into another store and publishes it there.
  func replicate(
    _ backup: StoredBackup, from source: RegionStore, to target: RegionStore, observer: any TransferObserver = Quiet()
  ) throws {
    let session = try target.beginSession("replicate-\(backup.backup.id)")
    defer { session.release() }
    try target.receive(backup.disks, from: source, session: session, observer: observer)
    try target.publish(backup)
    try target.endSession(session)
  }

  func restored(_ disk: StoredDisk, from store: RegionStore, as name: String = UUID().uuidString) throws -> Data {
    let sha256 = try store.restore(disk, to: path(name), observer: Quiet())
    let content = try Data(contentsOf: URL(fileURLWithPath: path(name)))
    let whole = content.withUnsafeBytes { ContentHash.of($0) }.description
    guard sha256 == nil || sha256 == whole else {
      throw StoreError.damaged(object: name, chunk: nil, reason: "another hash")
    }
    return content
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }

  /// The longest pack of a store: the names are random, and the one of the manifest's head is short.
  func longestPack(of store: RegionStore) throws -> String {
    let packs = try files(of: store).filter { $0.hasPrefix("packs/") }
    let sizes = try packs.map { name in
      try FileManager.default.attributesOfItem(atPath: "\(store.path)/\(name)")[.size] as? Int ?? 0
    }
    return zip(packs, sizes).max { $0.1 < $1.1 }?.0 ?? ""
  }

  /// Every file beneath a store but its locks.
  func files(of store: RegionStore) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: store.path).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(store.path)/\(name)", isDirectory: &isFolder)
        && !isFolder.boolValue && !name.hasPrefix("locks/")
    }.sorted()
  }

  static func backup(_ id: String, size: Int64) -> Backup {
    Backup(
      id: id, name: id, type: .server, status: .available, region: "r", project: "p",
      vault: NamedReference(id: "v", name: "v"), resource: ResourceReference(id: "s", name: "s", kind: .ecs),
      size: size, createdAt: Date(timeIntervalSinceReferenceDate: 1))
  }
}
