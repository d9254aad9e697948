import Foundation
import Synchronization

@testable import Embedded

/// File calls of which the one with a given number fails, and all that change something after it while `isFull`.
final class FaultyCalls: PassingCalls {
  private struct State {
    var made = 0
    var failing: Int?
    var operations: [String] = []
  }

  private let state = Mutex(State())
  private let reason: Int32

  init(reason: Int32) { self.reason = reason }

  var made: Int { state.withLock { $0.made } }

  /// Lets the call with this number, and those after it, fail; nil heals.
  func fail(at number: Int?) {
    state.withLock { state in
      state.failing = number
      state.made = 0
    }
  }

  private func count(_ operation: String) throws(CallFailure) {
    let fails = state.withLock { state in
      state.made += 1
      return state.failing.map { state.made >= $0 } ?? false
    }
    if fails { throw CallFailure(operation: operation, errno: reason) }
  }

  func open(beneath directory: Int32, _ path: String, flags: Int32, mode: UInt32) throws(CallFailure) -> Int32 {
    if flags & O_CREAT != 0 { try count("open") }
    return try real.open(beneath: directory, path, flags: flags, mode: mode)
  }

  func close(_ descriptor: Int32) throws(CallFailure) {
    try real.close(descriptor)
    try count("close")
  }

  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(CallFailure) {
    try count("write")
    try real.write(descriptor, bytes, at: offset)
  }

  func truncate(_ descriptor: Int32, to size: Int64) throws(CallFailure) {
    try count("cut")
    try real.truncate(descriptor, to: size)
  }

  func sync(_ descriptor: Int32) throws(CallFailure) {
    try count("sync")
    try real.sync(descriptor)
  }

  func rename(
    from: (directory: Int32, name: String), to: (directory: Int32, name: String)
  ) throws(CallFailure) {
    try count("rename")
    try real.rename(from: from, to: to)
  }

  func makeDirectory(_ name: String, in directory: Int32) throws(CallFailure) {
    try count("make")
    try real.makeDirectory(name, in: directory)
  }
}
