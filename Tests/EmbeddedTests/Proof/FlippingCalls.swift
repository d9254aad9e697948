import Foundation
import Synchronization

@testable import Embedded

/// File calls that read one byte of one object otherwise than it stands on the disk.
final class FlippingCalls: FileCalls {
  private struct State {
    var name = ""
    var offset: Int64 = -1
    var names: [Int32: String] = [:]
  }

  private let real = LinuxFileCalls()
  private let state = Mutex(State())

  /// Flips a bit of the byte at `offset` in the object `name` from now on.
  func flip(_ name: String, at offset: Int) {
    state.withLock { state in
      state.name = name
      state.offset = Int64(offset)
    }
  }

  func open(beneath directory: Int32, _ path: String, flags: Int32, mode: UInt32) throws(CallFailure) -> Int32 {
    let descriptor = try real.open(beneath: directory, path, flags: flags, mode: mode)
    state.withLock { $0.names[descriptor] = path }
    return descriptor
  }

  func close(_ descriptor: Int32) throws(CallFailure) { try real.close(descriptor) }

  func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(CallFailure) -> Int {
    let count = try real.read(descriptor, into: buffer, at: offset)
    state.withLock { state in
      guard state.names[descriptor] == state.name, state.offset >= offset, state.offset < offset + Int64(count) else {
        return
      }
      buffer[Int(state.offset - offset)] ^= UInt8(1 << (state.offset % 8))
    }
    return count
  }

  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(CallFailure) {
    try real.write(descriptor, bytes, at: offset)
  }

  func truncate(_ descriptor: Int32, to size: Int64) throws(CallFailure) { try real.truncate(descriptor, to: size) }
  func sync(_ descriptor: Int32) throws(CallFailure) { try real.sync(descriptor) }

  func rename(from: (directory: Int32, name: String), to: (directory: Int32, name: String)) throws(CallFailure) {
    try real.rename(from: from, to: to)
  }

  func unlink(_ name: String, in directory: Int32) throws(CallFailure) { try real.unlink(name, in: directory) }

  func removeEmptyDirectory(_ path: String, beneath directory: Int32) {
    real.removeEmptyDirectory(path, beneath: directory)
  }

  func makeDirectory(_ name: String, in directory: Int32) throws(CallFailure) {
    try real.makeDirectory(name, in: directory)
  }
}
