import Foundation
import Synchronization

@testable import Embedded

/// File calls that write down what they do to the disk.
final class RecordingCalls: PassingCalls {
  private struct State {
    var events: [PowerCut.Event] = []
    var files: [ino_t: Int] = [:]
    var made = 0
  }

  // Held over each call, so that the record has the order of the disk.
  private let state = Mutex(State())

  /// Everything that was done so far.
  var events: [PowerCut.Event] { state.withLock { $0.events } }

  /// Notes that the program has said something is done.
  func acknowledge(_ what: String) { state.withLock { $0.events.append(.acknowledge(what)) } }

  func open(beneath directory: Int32, _ path: String, flags: Int32, mode: UInt32) throws(CallFailure) -> Int32 {
    try state.withLock { (state) throws(CallFailure) in
      let isNew = flags & O_CREAT != 0 && inode(directory, path) == nil
      let descriptor = try real.open(beneath: directory, path, flags: flags, mode: mode)
      guard isNew, let made = inode(descriptor, ""), let (folder, name) = place(directory, path) else {
        return descriptor
      }
      state.made += 1
      state.files[made] = state.made
      state.events.append(.makeFile(state.made, in: folder, name: name))
      return descriptor
    }
  }

  func sync(_ descriptor: Int32) throws(CallFailure) {
    try state.withLock { (state) throws(CallFailure) in
      try real.sync(descriptor)
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { return }
      if status.st_mode & S_IFMT == S_IFDIR {
        state.events.append(.syncFolder(status.st_ino))
      } else if let file = state.files[status.st_ino] {
        var bytes = Data(count: Int(status.st_size))
        _ = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        state.events.append(.syncFile(file, bytes))
      }
    }
  }

  func rename(from: (directory: Int32, name: String), to: (directory: Int32, name: String)) throws(CallFailure) {
    try state.withLock { (state) throws(CallFailure) in
      try real.rename(from: from, to: to)
      guard let source = inode(from.directory, ""), let target = inode(to.directory, "") else { return }
      state.events.append(.move(from: source, name: from.name, to: target, as: to.name))
    }
  }

  func unlink(_ name: String, in directory: Int32) throws(CallFailure) {
    try state.withLock { (state) throws(CallFailure) in
      try real.unlink(name, in: directory)
      if let folder = inode(directory, "") { state.events.append(.remove(in: folder, name: name)) }
    }
  }

  func removeEmptyDirectory(_ path: String, beneath directory: Int32) {
    state.withLock { state in
      real.removeEmptyDirectory(path, beneath: directory)
      guard inode(directory, path) == nil, let (folder, name) = place(directory, path) else { return }
      state.events.append(.remove(in: folder, name: name))
    }
  }

  func makeDirectory(_ name: String, in directory: Int32) throws(CallFailure) {
    try state.withLock { (state) throws(CallFailure) in
      let isNew = inode(directory, name) == nil
      try real.makeDirectory(name, in: directory)
      guard isNew, let folder = inode(directory, ""), let made = inode(directory, name) else { return }
      state.events.append(.makeFolder(made, in: folder, name: name))
    }
  }

  /// What the disk calls an open file, or a name beneath an open folder; nil when there is none.
  private func inode(_ directory: Int32, _ path: String) -> ino_t? {
    var status = stat()
    if path.isEmpty { return fstat(directory, &status) == 0 ? status.st_ino : nil }
    return fstatat(directory, path, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status.st_ino : nil
  }

  /// The folder of a path beneath an open folder, and the name in it.
  private func place(_ directory: Int32, _ path: String) -> (folder: ino_t, name: String)? {
    let parent = (path as NSString).deletingLastPathComponent
    return inode(directory, parent).map { ($0, (path as NSString).lastPathComponent) }
  }
}
