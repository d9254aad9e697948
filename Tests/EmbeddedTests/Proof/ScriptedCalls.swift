import Foundation
import Synchronization

@testable import Embedded

/// File calls of any kind that fail by their number: once, or from then on as a full disk does.
final class ScriptedCalls: FileCalls {
  /// What fails.
  enum Script: Sendable {
    /// Only the call with this number, whatever it does.
    case once(Int)
    /// Every call that needs room, from this number on.
    case fullFrom(Int)
  }

  private struct State {
    var made = 0
    var script: Script?
  }

  private let real = LinuxFileCalls()
  private let state = Mutex(State())

  /// Calls made since the last script was given.
  var made: Int { state.withLock { $0.made } }

  /// Begins a script; nil heals.
  func follow(_ script: Script?) {
    state.withLock { state in
      state.script = script
      state.made = 0
    }
  }

  private func count(_ operation: String, needsRoom: Bool = false) throws(CallFailure) {
    let failure: Int32? = state.withLock { state in
      state.made += 1
      switch state.script {
      case .once(let number) where state.made == number: return EIO
      case .fullFrom(let number) where state.made >= number && needsRoom: return ENOSPC
      default: return nil
      }
    }
    if let failure { throw CallFailure(operation: operation, errno: failure) }
  }

  func open(beneath directory: Int32, _ path: String, flags: Int32, mode: UInt32) throws(CallFailure) -> Int32 {
    try count("open", needsRoom: flags & O_CREAT != 0)
    return try real.open(beneath: directory, path, flags: flags, mode: mode)
  }

  func close(_ descriptor: Int32) throws(CallFailure) {
    try real.close(descriptor)
    try count("close", needsRoom: true)
  }

  func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(CallFailure) -> Int {
    try count("read")
    return try real.read(descriptor, into: buffer, at: offset)
  }

  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(CallFailure) {
    try count("write", needsRoom: true)
    try real.write(descriptor, bytes, at: offset)
  }

  func truncate(_ descriptor: Int32, to size: Int64) throws(CallFailure) {
    try count("cut", needsRoom: true)
    try real.truncate(descriptor, to: size)
  }

  func sync(_ descriptor: Int32) throws(CallFailure) {
    try count("sync", needsRoom: true)
    try real.sync(descriptor)
  }

  func rename(from: (directory: Int32, name: String), to: (directory: Int32, name: String)) throws(CallFailure) {
    try count("rename", needsRoom: true)
    try real.rename(from: from, to: to)
  }

  func unlink(_ name: String, in directory: Int32) throws(CallFailure) {
    try count("remove")
    try real.unlink(name, in: directory)
  }

  func removeEmptyDirectory(_ path: String, beneath directory: Int32) {
    real.removeEmptyDirectory(path, beneath: directory)
  }

  func makeDirectory(_ name: String, in directory: Int32) throws(CallFailure) {
    try count("make", needsRoom: true)
    try real.makeDirectory(name, in: directory)
  }
}
