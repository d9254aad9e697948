import CStorage
import Foundation
import Synchronization

/// A regular file of a tree being written, perhaps by several threads; the last of them gives it time and mode.
final class TreeOutFile: Sendable {
  private struct State {
    var file: Int32 = -1
    var left: Int64
  }

  private let root: TreeFolder
  private let place: [UInt8]
  private let entry: TreeEntry
  private let maker: TreeMaker
  private let state: Mutex<State>

  /// A file at a path beneath a root; no folder between them is kept open.
  init(_ entry: TreeEntry, at place: [UInt8], beneath root: TreeFolder, maker: TreeMaker) {
    self.root = root
    self.place = place
    self.entry = entry
    self.maker = maker
    state = Mutex(State(left: Int64(entry.size)))
  }

  deinit {
    let file = state.withLock { $0.file }
    if file >= 0 { close(file) }
  }

  /// Writes a piece, or without bytes leaves a hole; the file is complete when all of it was dealt with.
  func put(_ bytes: UnsafeRawBufferPointer?, length: Int64, at offset: Int64) throws(StoreError) {
    let file = try state.withLock { (state) throws(StoreError) in
      if state.file < 0 { state.file = try make(isWhole: bytes.map { Int64($0.count) == state.left } ?? false) }
      return state.file
    }
    if let bytes {
      if entry.isSparse { try writeSparse(bytes, to: file, at: offset) } else { try write(bytes, to: file, at: offset) }
    }
    try state.withLock { (state) throws(StoreError) in
      state.left -= length
      guard state.left == 0 else { return }
      let closing = state.file
      state.file = -1
      do throws(StoreError) {
        maker.count()
        try maker.dress(entry, open: closing, place: place)
      } catch {
        close(closing)
        throw error
      }
      guard close(closing) == 0 else { throw failure("close") }
    }
  }

  private func make(isWhole: Bool) throws(StoreError) -> Int32 {
    let file = root.open(place, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    guard file >= 0 else { throw failure("make") }
    // Of a file with holes zeros are not written, not even the last ones.
    guard (isWhole && !entry.isSparse) || ftruncate(file, Int(entry.size)) == 0 else {
      let reason = errno
      close(file)
      throw TreeTarget.failure("size", text, reason)
    }
    return file
  }

  private func writeSparse(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int64) throws(StoreError) {
    let block = 4096
    var start: Int?
    for position in stride(from: 0, to: bytes.count, by: block) {
      let isEmpty = bytes.part(position, min(block, bytes.count - position)).isZero
      if isEmpty, let from = start {
        try write(bytes.part(from, position - from), to: file, at: offset + Int64(from))
        start = nil
      } else if !isEmpty, start == nil {
        start = position
      }
    }
    if let start { try write(bytes.part(start, bytes.count - start), to: file, at: offset + Int64(start)) }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int64) throws(StoreError) {
    do throws(CallFailure) {
      try LinuxFileCalls().write(file, bytes, at: offset)
    } catch {
      throw TreeTarget.failure(error.operation, text, error.errno)
    }
  }

  private var text: String { TreePath.text(place) }

  private func failure(_ operation: String) -> StoreError { TreeTarget.failure(operation, text, errno) }
}
