internal import CTerminal
import Foundation

/// Interrupts the session's wait from any thread, so that the program gets a step.
public struct Waker: Sendable {
  /// A pipe that closes itself with its last holder.
  final class Ends: Sendable {
    let reading: Int32
    let writing: Int32

    init() throws(TerminalError) {
      var ends: [Int32] = [-1, -1]
      let code = ct_pipe(&ends)
      guard code == 0 else { throw .refused(what: "opening a pipe", code: code) }
      reading = ends[0]
      writing = ends[1]
    }

    deinit {
      close(reading)
      close(writing)
    }
  }

  let ends: Ends

  init() throws(TerminalError) { ends = try Ends() }

  /// Asks for a step; many requests within 33 ms make one.
  public func wake() {
    var byte: UInt8 = 1
    // A full pipe already says what this byte would say.
    _ = write(ends.writing, &byte, 1)
  }

  /// Takes all requests.
  func drain() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(ends.reading, &bytes, bytes.count) > 0 {}
  }
}
