import Foundation
import Synchronization

@testable import Embedded

/// File calls of which one write puts something else on the disk than it was given, and says nothing.
final class LyingCalls: FileCalls {
  private let real = LinuxFileCalls()
  private let state = Mutex((made: 0, lie: 0))

  /// How many writes were made since `lie`.
  var writes: Int { state.withLock { $0.made } }

  /// Lies at the write with this number.
  func lie(at number: Int) { state.withLock { $0 = (0, number) } }

  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(CallFailure) {
    let isLie = state.withLock { state in
      state.made += 1
      return state.made == state.lie
    }
    try real.write(descriptor, bytes, at: offset)
    guard isLie, let byte = bytes.last else { return }
    try withUnsafeBytes(of: byte ^ 1) { (other) throws(CallFailure) in
      // A descriptor for direct writes takes no single bytes.
      let plain = Foundation.open("/proc/self/fd/\(descriptor)", O_WRONLY | O_CLOEXEC)
      defer { Foundation.close(plain) }
      try real.write(plain, other, at: offset + Int64(bytes.count) - 1)
    }
  }

  func open(beneath directory: Int32, _ path: String, flags: Int32, mode: UInt32) throws(CallFailure) -> Int32 {
    try real.open(beneath: directory, path, flags: flags, mode: mode)
  }

  func close(_ descriptor: Int32) throws(CallFailure) { try real.close(descriptor) }

  func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(CallFailure) -> Int { try real.read(descriptor, into: buffer, at: offset) }

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
