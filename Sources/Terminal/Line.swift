internal import CTerminal
import Canvas
import Foundation

/// The line to the terminal: its modes, its size, what comes in.
final class Line {
  /// What a read gave.
  enum Reading: Equatable {
    case bytes([UInt8])
    case nothing
    /// The terminal is gone.
    case lost
  }

  let input: Int32
  let output: Int32
  /// Bytes on their way out.
  var outlet: Outlet
  /// The modes the terminal was found in.
  let found: termios
  private let writing: Int32

  init(input: Int32, output: Int32) throws(TerminalError) {
    guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
    var modes = termios()
    guard tcgetattr(output, &modes) == 0 else { throw .refused(what: "reading the terminal's modes", code: errno) }
    self.input = input
    self.output = output
    found = modes
    // A descriptor of our own: not to block is a property it would otherwise share with the shell that started us.
    let own = ct_open_unblocked(output)
    writing = own >= 0 ? own : output
    outlet = Outlet(descriptor: writing, blocks: own < 0)
  }

  deinit { if writing != output { close(writing) } }

  /// The descriptor for the crash guard.
  var guarded: Int32 { writing }

  /// Turns off echo, line editing, signals from keys and every translation.
  func makeRaw() {
    var modes = found
    cfmakeraw(&modes)
    set(modes)
  }

  /// Puts the modes back as they were found.
  func restore() { set(found) }

  private func set(_ modes: termios) {
    var modes = modes
    while tcsetattr(output, TCSANOW, &modes) != 0, errno == EINTR {}
  }

  /// The size the terminal reports; nil where it knows none, as on a serial line.
  var reportedSize: Size? {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return Size(columns: min(Int(size.ws_col), 2000), rows: min(Int(size.ws_row), 1000))
  }

  /// Takes what has come in; called once `poll` says there is something.
  func receive() -> Reading {
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = read(input, &bytes, bytes.count)
    if count > 0 { return .bytes(Array(bytes.prefix(count))) }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? .nothing : .lost
  }
}
