import Foundation
import Synchronization

@testable import Embedded

/// File calls of any kind that fail by their number: once, or from then on as a full disk does.
final class ScriptedCalls: PassingCalls {
  /// What fails.
  enum Script: Sendable {
    /// Only the change with this number: a write, sync, cut, rename, close, removal, or the making of a file or folder.
    case change(Int)
    /// Only the look with this number: a read, or an opening of what is there.
    case look(Int)
    /// Every change that needs room, from this number on; the first write still puts half of its bytes.
    case fullFrom(Int)
  }

  private struct State {
    var changes = 0
    var looks = 0
    var script: Script?
  }

  private let state = Mutex(State())

  /// Changes and looks made since the last script was given.
  var made: (changes: Int, looks: Int) { state.withLock { ($0.changes, $0.looks) } }

  /// Begins a script; nil heals.
  func follow(_ script: Script?) {
    state.withLock { state in
      state.script = script
      (state.changes, state.looks) = (0, 0)
    }
  }

  private func change(_ operation: String, needsRoom: Bool = true) throws(CallFailure) {
    let failure: Int32? = state.withLock { state in
      state.changes += 1
      switch state.script {
      case .change(state.changes): return EIO
      case .fullFrom(let number) where state.changes >= number && needsRoom: return ENOSPC
      default: return nil
      }
    }
    if let failure { throw CallFailure(operation: operation, errno: failure) }
  }

  private func look(_ operation: String) throws(CallFailure) {
    let fails = state.withLock { state in
      state.looks += 1
      if case .look(state.looks) = state.script { return true }
      return false
    }
    if fails { throw CallFailure(operation: operation, errno: EIO) }
  }

  func open(beneath directory: Int32, _ path: String, flags: Int32, mode: UInt32) throws(CallFailure) -> Int32 {
    if flags & O_CREAT != 0 { try change("open") } else { try look("open") }
    return try real.open(beneath: directory, path, flags: flags, mode: mode)
  }

  func close(_ descriptor: Int32) throws(CallFailure) {
    try real.close(descriptor)
    try change("close")
  }

  func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(CallFailure) -> Int {
    try look("read")
    return try real.read(descriptor, into: buffer, at: offset)
  }

  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(CallFailure) {
    do throws(CallFailure) {
      try change("write")
    } catch {
      // A disk that runs full, or breaks, in the midst of a write has taken a part of it.
      let half = bytes.count / 2 / AlignedBuffer.alignment * AlignedBuffer.alignment
      try real.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes[..<half]), at: offset)
      throw error
    }
    try real.write(descriptor, bytes, at: offset)
  }

  func truncate(_ descriptor: Int32, to size: Int64) throws(CallFailure) {
    try change("cut")
    try real.truncate(descriptor, to: size)
  }

  func sync(_ descriptor: Int32) throws(CallFailure) {
    try change("sync")
    try real.sync(descriptor)
  }

  func rename(from: (directory: Int32, name: String), to: (directory: Int32, name: String)) throws(CallFailure) {
    try change("rename")
    try real.rename(from: from, to: to)
  }

  func unlink(_ name: String, in directory: Int32) throws(CallFailure) {
    try change("remove", needsRoom: false)
    try real.unlink(name, in: directory)
  }

  func makeDirectory(_ name: String, in directory: Int32) throws(CallFailure) {
    try change("make")
    try real.makeDirectory(name, in: directory)
  }
}
