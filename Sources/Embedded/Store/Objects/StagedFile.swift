import CStorage
import Foundation

/// A file in the staging folder that becomes an object when it is renamed to its name.
final class StagedFile: StagedObject {
  private let name: String
  private let store: DirectoryStore
  private var file: Int32
  private var direct: Int32?
  /// Keeps the lock that tells a sweep that the writer lives until the object has its name.
  private let holder: Int32
  private var length: Int64 = 0
  private var isSynced = false
  private var isPlaced = false

  init(name: String, in store: DirectoryStore) throws(StoreError) {
    self.name = name
    self.store = store
    let file = try store.createFile(name)
    self.file = file
    holder = fcntl(file, F_DUPFD_CLOEXEC, 0)
    direct = store.reopenDirect(name)
  }

  deinit {
    if let direct { close(direct) }
    if file >= 0 { close(file) }
    if holder >= 0 { close(holder) }
    // What cannot be removed now is swept by the next collection.
    if !isPlaced { try? store.delete("\(DirectoryStore.staging)/\(name)") }
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    let block = AlignedBuffer.alignment
    var whole = 0
    if let direct, length % Int64(block) == 0, Int(bitPattern: bytes.baseAddress) % block == 0 {
      whole = bytes.count & ~(block - 1)
      if whole > 0 { try write(bytes.part(0, whole), to: direct, at: length) }
    }
    if whole < bytes.count {
      try write(bytes.part(whole, bytes.count - whole), to: file, at: length + Int64(whole))
    }
    length += Int64(bytes.count)
  }

  func overwrite(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(StoreError) {
    try write(bytes, to: file, at: offset)
  }

  func readBack(into buffer: AlignedBuffer) throws(StoreError) -> UnsafeRawBufferPointer {
    try sync()
    let path = "\(DirectoryStore.staging)/\(name)"
    let bytes = try store.read(path, at: 0, length: Int(length), into: buffer, fromDevice: true)
    guard bytes.count == Int(length) else {
      throw .damaged(object: path, chunk: nil, reason: "the device gave back fewer bytes than were written")
    }
    return bytes
  }

  func isOnDevice(_ bytes: UnsafeRawBufferPointer, through buffer: AlignedBuffer) throws(StoreError) -> Bool {
    try sync()
    let path = "\(DirectoryStore.staging)/\(name)"
    var offset = 0
    while offset < bytes.count {
      let part = bytes.part(offset, min(buffer.bytes.count, bytes.count - offset))
      let back = try store.read(path, at: Int64(offset), length: part.count, into: buffer, fromDevice: true)
      guard back.isSame(as: part) else { return false }
      offset += part.count
    }
    return bytes.count == Int(length)
  }

  func place(as target: String) throws(StoreError) -> Bool {
    try sync()
    let closing = file
    file = -1
    // A close may report a write that failed late; the object must not become visible then.
    try store.attempt(target, writing: true) { () throws(CallFailure) in try store.calls.close(closing) }
    isPlaced = try store.place(name, as: target)
    return isPlaced
  }

  private func sync() throws(StoreError) {
    guard !isSynced else { return }
    try store.attempt(name, writing: true) { () throws(CallFailure) in try store.calls.sync(file) }
    isSynced = true
  }

  private func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int64) throws(StoreError) {
    isSynced = false
    try store.attempt(name, writing: true) { () throws(CallFailure) in
      try store.calls.write(descriptor, bytes, at: offset)
    }
  }
}
