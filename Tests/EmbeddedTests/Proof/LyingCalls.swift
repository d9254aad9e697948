import Foundation
import Synchronization

@testable import Embedded

/// File calls of which one write puts something else on the disk than it was given, and says nothing.
final class LyingCalls: PassingCalls {
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
}
