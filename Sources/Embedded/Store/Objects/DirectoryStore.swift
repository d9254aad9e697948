import CStorage
import Foundation
import Synchronization

/// Objects as files beneath one folder, opened without following links.
final class DirectoryStore: ObjectStore {
  static let staging = "tmp"
  static let locks = "locks"

  /// Stores are worked on for hours beside much else; the process holds little from the first of them on.
  private static let isFrugal: Void = cs_hold_little()

  let location: String
  let calls: any FileCalls
  private let root: Int32
  /// Whether the folder lets its group write: then everything beneath it does, whatever the umask.
  private let isShared: Bool
  private let unsettled = Mutex<Set<String>>([])
  private let settling = Mutex(())

  /// Opens the folder at `path`.
  init(path: String, calls: any FileCalls = LinuxFileCalls()) throws(StoreError) {
    _ = Self.isFrugal
    location = path
    self.calls = calls
    root = open(path, cs_o_path | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else {
      let reason = errno
      throw reason == ENOENT || reason == ENOTDIR
        ? .notAStore(path: path) : .io(operation: "open", path: path, errno: reason)
    }
    var status = stat()
    isShared = fstat(root, &status) == 0 && status.st_mode & S_IWGRP != 0
  }

  deinit { close(root) }

  func stage() throws(StoreError) -> any StagedObject {
    let name = try ObjectID.random().description
    return try StagedFile(name: name, in: self)
  }

  func settle() throws(StoreError) {
    // One at a time: a second caller must not return while the first still syncs the folders of both.
    try settling.withLock { (_) throws(StoreError) in try syncFolders() }
  }

  private func syncFolders() throws(StoreError) {
    let folders = unsettled.withLock { names in
      defer { names = [] }
      return names
    }
    // A folder's own name is durable only once its parent is synced, so the deepest go first and parents follow.
    for folder in folders.sorted(by: { $0.count > $1.count }) {
      do throws(StoreError) {
        let descriptor = try openFolder(folder)
        defer { Foundation.close(descriptor) }
        try attempt(folder, writing: true) { () throws(CallFailure) in try calls.sync(descriptor) }
      } catch StoreError.missing {
        continue  // tidied away; its parent is synced as well
      } catch {
        unsettled.withLock { $0.formUnion(folders) }
        throw error
      }
    }
  }

  func read(
    _ name: String, at offset: Int64, length: Int, into buffer: AlignedBuffer, fromDevice: Bool
  ) throws(StoreError) -> UnsafeRawBufferPointer {
    let file = try openFile(name, direct: fromDevice)
    defer { Foundation.close(file) }
    let skipped = fromDevice ? Int(offset % Int64(AlignedBuffer.alignment)) : 0
    let wanted = fromDevice ? AlignedBuffer.roundedUp(skipped + length) : length
    guard wanted <= buffer.bytes.count else {
      throw .damaged(object: name, chunk: nil, reason: "it asks for more memory than its kind may")
    }
    let target = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<wanted])
    let got = try attempt(name, writing: false) { () throws(CallFailure) in
      try calls.read(file, into: target, at: offset - Int64(skipped))
    }
    return buffer.prefix(max(skipped, min(got, skipped + length))).part(skipped, max(0, min(got - skipped, length)))
  }

  func size(of name: String) throws(StoreError) -> Int64? {
    do throws(StoreError) {
      let file = try openFile(name, direct: false)
      defer { Foundation.close(file) }
      var status = stat()
      guard fstat(file, &status) == 0 else { throw .io(operation: "examine", path: full(name), errno: errno) }
      return Int64(status.st_size)
    } catch StoreError.missing {
      return nil
    }
  }

  func names(_ folder: String) throws(StoreError) -> any ObjectNames {
    let descriptor: Int32?
    do throws(CallFailure) {
      descriptor = try calls.open(beneath: root, folder, flags: O_RDONLY | O_DIRECTORY, mode: 0)
    } catch {
      guard error.errno == ENOENT else { throw storeError(error, folder, writing: false) }
      descriptor = nil
    }
    return try DirectoryNames(descriptor: descriptor, path: full(folder))
  }

  func delete(_ name: String) throws(StoreError) {
    let (folder, last) = Self.split(name)
    do throws(StoreError) {
      let descriptor = try openFolder(folder)
      defer { Foundation.close(descriptor) }
      try attempt(name, writing: true) { () throws(CallFailure) in try calls.unlink(last, in: descriptor) }
      // Only what stands two deep, such as a record's versions, is tidied away with its last file.
      if folder.contains("/") { calls.removeEmptyDirectory(folder, beneath: root) }
      unsettled.withLock { $0.formUnion([folder, Self.split(folder).folder]) }
    } catch StoreError.missing {
      return
    }
  }

  func lock(_ name: String) throws(StoreError) -> (any HeldLock)? {
    try makeFolder(Self.locks)
    let path = "\(Self.locks)/\(name)"
    let file = try attempt(path, writing: true) { () throws(CallFailure) in
      try calls.open(beneath: root, path, flags: O_RDWR | O_CREAT, mode: 0o660)
    }
    // Only its maker can change the file's mode, and only its maker needs to.
    if isShared { _ = fchmod(file, 0o660) }
    guard cs_lock(file, 1, 0) == 0 else {
      let reason = errno
      Foundation.close(file)
      if reason == EWOULDBLOCK { return nil }
      throw .io(operation: "lock", path: full(path), errno: reason)
    }
    let lock = FileLock(descriptor: file)
    // A holder that has ended removes the file: a lock on what is no longer under the name is nobody's lock.
    return try isStillNamed(path, file) ? lock : nil
  }

  private func isStillNamed(_ path: String, _ file: Int32) throws(StoreError) -> Bool {
    do throws(StoreError) {
      let named = try openFile(path, direct: false)
      defer { Foundation.close(named) }
      var mine = stat()
      var theirs = stat()
      return fstat(file, &mine) == 0 && fstat(named, &theirs) == 0 && mine.st_ino == theirs.st_ino
    } catch StoreError.missing {
      return false
    }
  }

  func sweepLeftovers() throws(StoreError) -> Int64 {
    var freed: Int64 = 0
    for name in try list(Self.staging) {
      let path = "\(Self.staging)/\(name)"
      guard let file = try? openFile(path, direct: false) else { continue }  // placed or swept by somebody else
      defer { Foundation.close(file) }
      var status = stat()
      // Its writer holds a lock as long as it lives.
      guard cs_lock(file, 1, 0) == 0, fstat(file, &status) == 0 else { continue }
      try delete(path)
      freed += Int64(status.st_blocks) * 512
    }
    return freed
  }
}

// MARK: - What staged files need

extension DirectoryStore {
  /// Opens a regular file for reading.
  func openFile(_ name: String, direct: Bool) throws(StoreError) -> Int32 {
    var file: Int32
    do throws(CallFailure) {
      file = try calls.open(beneath: root, name, flags: O_RDONLY | (direct ? cs_o_direct : 0), mode: 0)
    } catch {
      guard direct, error.errno == EINVAL else { throw storeError(error, name, writing: false) }
      file = try attempt(name, writing: false) { () throws(CallFailure) in
        try calls.open(beneath: root, name, flags: O_RDONLY, mode: 0)
      }
      cs_forget_pages(file)
    }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      Foundation.close(file)
      throw .damaged(object: name, chunk: nil, reason: "it is not a regular file")
    }
    return file
  }

  /// Opens a new file for writing in the staging folder.
  func createFile(_ name: String) throws(StoreError) -> Int32 {
    try makeFolder(Self.staging)
    let path = "\(Self.staging)/\(name)"
    while true {
      let file = try attempt(path, writing: true) { () throws(CallFailure) in
        try calls.open(beneath: root, path, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o640)
      }
      // Held until the descriptor closes: it tells a sweep that the writer lives.
      _ = cs_lock(file, 0, 1)
      var status = stat()
      guard fstat(file, &status) == 0, status.st_nlink == 0 else { return file }
      Foundation.close(file)  // a sweep was faster than the lock
    }
  }

  /// Opens the file again past the page cache; nil where the file system has no direct I/O.
  func reopenDirect(_ name: String) -> Int32? {
    // Without direct I/O the caller writes through the page cache, which is slower and as safe.
    try? calls.open(beneath: root, "\(Self.staging)/\(name)", flags: O_RDWR | cs_o_direct, mode: 0)
  }

  /// Gives a staged file its name; false when that is taken.
  func place(_ staged: String, as name: String) throws(StoreError) -> Bool {
    for _ in 0..<16 {
      do throws(StoreError) {
        return try placeOnce(staged, as: name)
      } catch StoreError.missing {
        continue  // another process tidied the folder away just then
      }
    }
    throw .missing(object: name)
  }

  private func placeOnce(_ staged: String, as name: String) throws(StoreError) -> Bool {
    let (folder, last) = Self.split(name)
    try makeFolder(folder)
    let from = try openFolder(Self.staging)
    defer { Foundation.close(from) }
    let target = try openFolder(folder)
    defer { Foundation.close(target) }
    do throws(CallFailure) {
      try calls.rename(from: (from, staged), to: (target, last))
    } catch {
      if error.errno == EEXIST { return false }
      throw storeError(error, name, writing: true)
    }
    unsettled.withLock { _ = $0.insert(folder) }
    return true
  }

  /// Makes a folder and those above it where they are missing.
  func makeFolder(_ folder: String) throws(StoreError) {
    guard !folder.isEmpty else { return }
    do throws(StoreError) {
      Foundation.close(try openFolder(folder))
      return
    } catch StoreError.missing {
      let (parent, last) = Self.split(folder)
      try makeFolder(parent)
      let descriptor = try openFolder(parent)
      defer { Foundation.close(descriptor) }
      try attempt(folder, writing: true) { () throws(CallFailure) in try calls.makeDirectory(last, in: descriptor) }
      // A folder that another of the group has made just then has the mode already.
      if isShared { _ = fchmodat(descriptor, last, 0o2770, 0) }
      unsettled.withLock { _ = $0.insert(parent) }
    }
  }

  private func openFolder(_ folder: String) throws(StoreError) -> Int32 {
    try attempt(folder, writing: false) { () throws(CallFailure) in
      try calls.open(beneath: root, folder.isEmpty ? "." : folder, flags: O_RDONLY | O_DIRECTORY, mode: 0)
    }
  }

  /// Runs a file call and words its failure.
  func attempt<Value>(
    _ name: String, writing: Bool, _ body: () throws(CallFailure) -> Value
  ) throws(StoreError) -> Value {
    do throws(CallFailure) { return try body() } catch { throw storeError(error, name, writing: writing) }
  }

  private func storeError(_ failure: CallFailure, _ name: String, writing: Bool) -> StoreError {
    switch failure.errno {
    case ENOSPC, EDQUOT, EFBIG: .noSpace(path: location)
    case EROFS: .readOnly(path: location)
    case EACCES where writing, EPERM where writing: .readOnly(path: location)
    case ENOENT: .missing(object: name)
    case ELOOP, EXDEV, ENXIO: .damaged(object: name, chunk: nil, reason: "it is a link or no regular file")
    case ENOTDIR: .damaged(object: name, chunk: nil, reason: "a part of its name is no folder")
    default: .io(operation: failure.operation, path: full(name), errno: failure.errno)
    }
  }

  private func full(_ name: String) -> String { "\(location)/\(name)" }

  private static func split(_ name: String) -> (folder: String, last: String) {
    guard let slash = name.lastIndex(of: "/") else { return ("", name) }
    return (String(name[..<slash]), String(name[name.index(after: slash)...]))
  }
}
