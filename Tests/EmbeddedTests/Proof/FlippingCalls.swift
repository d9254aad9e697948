import Foundation
import Synchronization

@testable import Embedded

/// File calls that read one byte of one object otherwise than it stands on the disk.
final class FlippingCalls: PassingCalls {
  private struct State {
    var name = ""
    var offset: Int64 = -1
    var names: [Int32: String] = [:]
  }

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
}
