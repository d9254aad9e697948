internal import CTerminal
import Foundation

/// The signals the session answers to, as bytes of a pipe; installed before curses would take them.
final class SignalPipe {
  /// The end to poll; -1 where the process's signals are left alone.
  private(set) var descriptor: Int32

  init(installs: Bool) throws(TerminalError) {
    descriptor = installs ? ct_signals_open() : -1
    if installs, descriptor < 0 { throw .refused(what: "watching signals", code: errno) }
  }

  /// Takes the numbers of all signals that came, each once.
  func take() -> Set<Int32> {
    guard descriptor >= 0 else { return [] }
    var numbers: Set<Int32> = []
    var bytes = [UInt8](repeating: 0, count: 64)
    while true {
      let count = read(descriptor, &bytes, bytes.count)
      guard count > 0 else { return numbers }
      for byte in bytes.prefix(count) { numbers.insert(Int32(byte)) }
    }
  }

  deinit { close() }

  /// Puts the former handlers back.
  func close() {
    guard descriptor >= 0 else { return }
    ct_signals_close()
    descriptor = -1
  }
}
