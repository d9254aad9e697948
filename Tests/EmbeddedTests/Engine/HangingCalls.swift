import Foundation

@testable import Embedded

/// File calls whose reads of packs in one store do not return until they are let go, as those of a disk that hangs.
final class HangingCalls: PassingCalls {
  private struct State {
    /// Descriptors of packs that are open for reading.
    var packs: Set<Int32> = []
    /// Reads that may still pass.
    var passing: Int
    var isReleased = false
    var hung = 0
  }

  private let store: String
  private let changed = NSCondition()
  private let state: Locked<State>

  /// - Parameters:
  ///   - store: The folder of the store that hangs.
  ///   - passing: How many reads pass before.
  init(store: String, after passing: Int) {
    self.store = store
    state = Locked(State(passing: passing))
  }

  /// Whether a read hangs just now.
  var hangs: Bool { state.with { $0.hung > 0 } }

  /// The disk answers again.
  func release() {
    changed.lock()
    state.with { $0.isReleased = true }
    changed.broadcast()
    changed.unlock()
  }

  func open(beneath directory: Int32, _ path: String, flags: Int32, mode: UInt32) throws(CallFailure) -> Int32 {
    let descriptor = try real.open(beneath: directory, path, flags: flags, mode: mode)
    let folder = Self.place(of: directory)
    if flags & O_ACCMODE == O_RDONLY, folder == store, path.hasPrefix("packs/") {
      state.with { _ = $0.packs.insert(descriptor) }
    }
    return descriptor
  }

  func close(_ descriptor: Int32) throws(CallFailure) {
    state.with { _ = $0.packs.remove(descriptor) }
    try real.close(descriptor)
  }

  func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(CallFailure) -> Int {
    let isHung = state.with { state in
      guard !state.isReleased, state.packs.contains(descriptor) else { return false }
      state.passing -= 1
      if state.passing < 0 { state.hung += 1 }
      return state.passing < 0
    }
    if isHung {
      changed.lock()
      while !state.with({ $0.isReleased }) { changed.wait() }
      changed.unlock()
      state.with { $0.hung -= 1 }
    }
    return try real.read(descriptor, into: buffer, at: offset)
  }

  private static func place(of descriptor: Int32) -> String {
    var bytes = [CChar](repeating: 0, count: 4_097)
    let count = readlink("/proc/self/fd/\(descriptor)", &bytes, bytes.count - 1)
    return String(decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
