import CStorage
import Catalog
import Foundation
import Replication
import Synchronization

/// A region's backups, replicas and snapshots as a folder that describes itself; see docs/store-format.md.
final class RegionStore: Sendable {
  /// The folder.
  let path: String
  /// The id of the region.
  let regionID: String
  let objects: any ObjectStore
  let index: ChunkIndex
  private let home: String
  private let mayWrite: Mutex<Bool>

  private init(path: String, objects: any ObjectStore, root: StoreRoot, home: String, mayWrite: Bool) {
    self.path = path
    self.objects = objects
    regionID = root.region
    index = ChunkIndex(folder: Self.indexFolder, in: objects)
    self.home = home
    self.mayWrite = Mutex(mayWrite)
  }

  static let indexFolder = "index"
  static let region = "region"
  static let owner = "owner"

  /// Whether this home owns the store and the disk permits writing.
  var isWritable: Bool { mayWrite.withLock { $0 } }

  /// Makes an empty store in a directory that is absent or empty.
  static func create(
    at path: String, region: Region, owner: String, calls: any FileCalls = LinuxFileCalls()
  ) throws(StoreError) -> RegionStore {
    _ = try RecordName.checked(region.id)
    try prepare(path)
    let objects = try DirectoryStore(path: path, calls: calls)
    // The root comes last: a folder without it is no store, and `create` may be tried again after it is emptied.
    try RecordShelf<Region>(folder: Self.region, objects: objects).write(Self.region, region)
    try RecordShelf<StoreOwner>(folder: Self.owner, objects: objects)
      .write(Self.owner, StoreOwner(home: owner, since: Date()))
    let root = StoreRoot(store: UUID().uuidString.lowercased(), region: region.id, createdAt: Date())
    guard try objects.put(StoreRoot.name, try RecordShelf.encodeRoot(root)) else { throw .notEmpty(path: path) }
    return RegionStore(path: path, objects: objects, root: root, home: owner, mayWrite: true)
  }

  /// Opens a store; it is not writable when another home owns it or the disk is read-only.
  static func open(
    at path: String, home: String, calls: any FileCalls = LinuxFileCalls()
  ) throws(StoreError) -> RegionStore {
    let objects = try DirectoryStore(path: path, calls: calls)
    guard let bytes = try objects.get(StoreRoot.name, limit: Limits.record) else { throw .notAStore(path: path) }
    let root: StoreRoot
    do throws(StoreError) {
      root = try RecordShelf<StoreRoot>.decodeRoot(bytes)
    } catch StoreError.newerVersion(_, let found, let known) {
      throw .newerVersion(path: path, found: found, known: known)
    }
    guard root.chunkSize == Limits.chunk, root.fanOut == Limits.fanOut else {
      throw .damaged(object: StoreRoot.name, chunk: nil, reason: "its chunk size or fan-out is not that of version 1")
    }
    // Whose owner cannot be read is read-only, until it is taken.
    let owner = try? RecordShelf<StoreOwner>(folder: Self.owner, objects: objects).read(Self.owner)
    let permits = access(path, W_OK) == 0
    return RegionStore(
      path: path, objects: objects, root: root, home: home, mayWrite: permits && owner?.home == home)
  }

  /// Makes `home` the owner; this handle may write afterwards when `home` is its own.
  ///
  /// Not while a process of the present owner writes: its sessions' locks tell.
  func take(for home: String) throws(StoreError) {
    guard access(path, W_OK) == 0 else { throw .readOnly(path: path) }
    for id in try sessions.ids() {
      guard let lock = try objects.lock("session-\(try RecordName.checked(id))") else { throw .sessionBusy(id) }
      lock.release()
    }
    try RecordShelf<StoreOwner>(folder: Self.owner, objects: objects)
      .write(Self.owner, StoreOwner(home: home, since: Date()))
    mayWrite.withLock { $0 = home == self.home }
  }

  /// Throws unless this home may write here.
  func requireWritable() throws(StoreError) {
    guard isWritable || access(path, W_OK) == 0 else { throw .readOnly(path: path) }
    // Read every time: another home may have taken the store since it was opened.
    let owner = try ownerHome()
    guard owner == home else {
      mayWrite.withLock { $0 = false }
      throw .ownedByAnother(path: path, owner: owner)
    }
    guard isWritable else { throw .ownedByAnother(path: path, owner: owner) }
  }

  /// The id of the home that owns the store; empty when nobody does.
  func ownerHome() throws(StoreError) -> String {
    try RecordShelf<StoreOwner>(folder: Self.owner, objects: objects).read(Self.owner)?.home ?? ""
  }

  private static func prepare(_ path: String) throws(StoreError) {
    if mkdir(path, 0o2770) == 0 {
      // The umask may have taken the share away of a store made in a group's folder; where it cannot be given back the
      // store is its maker's alone.
      if SharedFolder.isShared((path as NSString).deletingLastPathComponent) { _ = chmod(path, 0o2770) }
      return
    }
    guard errno == EEXIST else {
      throw errno == EROFS || errno == EACCES
        ? .readOnly(path: path)
        : errno == ENOSPC
          ? .noSpace(path: path)
          : .io(operation: "make", path: path, errno: errno)
    }
    do {
      guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
        throw StoreError.notEmpty(path: path)
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw .notAStore(path: path)
    }
    guard access(path, W_OK) == 0 else { throw .readOnly(path: path) }
  }
}

extension RecordShelf where Value == StoreRoot {
  /// The bytes of the store's first object.
  static func encodeRoot(_ root: StoreRoot) throws(StoreError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let body = try? encoder.encode(root) else {
      throw .damaged(object: StoreRoot.name, chunk: nil, reason: "its values cannot be written as JSON")
    }
    return SealedObject.bytes(.root, name: StoreRoot.name, body: Array(body))
  }

  /// Reads the store's first object.
  static func decodeRoot(_ bytes: [UInt8]) throws(StoreError) -> StoreRoot {
    let body = try SealedObject.body(.root, name: StoreRoot.name, of: bytes)
    guard let root = try? JSONDecoder().decode(StoreRoot.self, from: Data(body)) else {
      throw .damaged(object: StoreRoot.name, chunk: nil, reason: "its JSON is not what a store's root holds")
    }
    return root
  }
}
