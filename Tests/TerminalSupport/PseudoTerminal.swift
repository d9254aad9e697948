import CTerminal
import Foundation

/// A pseudo-terminal with a program on it, and the screen it shows.
final class PseudoTerminal {
  /// Why a wait failed.
  struct TimedOut: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var screen: VirtualScreen
  /// Bytes the program has written so far.
  private(set) var received: [UInt8] = []
  /// The program's process; 0 where there is only the terminal.
  let process: pid_t
  /// The path of the program's side.
  let path: String
  private(set) var master: Int32
  private var status: Int32?

  /// Starts a program on a new terminal, as leader of a session of its own.
  init(
    _ program: String, _ arguments: [String] = [], environment: [String: String], columns: Int = 80, rows: Int = 24
  ) throws {
    var descriptor: Int32 = -1
    let argv = ([program] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    process = ct_pty_spawn(program, argv, envp, nil, Int32(columns), Int32(rows), &descriptor)
    guard process > 0 else { throw TimedOut(description: "cannot start \(program): \(errno)") }
    master = descriptor
    path = ""
    screen = VirtualScreen(columns: columns, rows: rows)
  }

  /// Opens a terminal without a program.
  init(columns: Int = 80, rows: Int = 24) throws {
    var name = [CChar](repeating: 0, count: 128)
    master = ct_pty_open(Int32(columns), Int32(rows), &name, name.count)
    guard master >= 0 else { throw TimedOut(description: "no pseudo-terminal: \(errno)") }
    path = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    process = 0
    screen = VirtualScreen(columns: columns, rows: rows)
  }

  deinit {
    if process > 0, status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
  }

  /// The modes of the line.
  var lineModes: [UInt32] {
    var modes = termios()
    tcgetattr(master, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }

  /// Types bytes.
  func type(_ text: String) { type(Array(text.utf8)) }

  /// Types bytes, reading meanwhile so that neither side waits for the other.
  func type(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let slice = Array(rest.prefix(1024))
      let count = write(master, slice, slice.count)
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
      readAvailable()
    }
  }

  /// Changes the size, as a window manager would.
  func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    ct_pty_resize(master, Int32(columns), Int32(rows))
  }

  /// Closes the terminal: its programs get SIGHUP.
  func hangUp() {
    guard master >= 0 else { return }
    close(master)
    master = -1
  }

  /// Reads until the screen is as wanted.
  func wait(seconds: Double = 60, _ what: String = "screen", until isReached: (PseudoTerminal) -> Bool) throws {
    let deadline = Date().addingTimeInterval(seconds)
    while !isReached(self) {
      let left = deadline.timeIntervalSinceNow
      guard left > 0 else {
        throw TimedOut(description: "waited \(seconds) s for \(what); the screen was:\n\(screen.text)")
      }
      readAvailable(within: min(left, 0.05))
    }
  }

  /// Reads until the text is on the screen.
  func wait(for text: String) throws {
    try wait("'\(text)'") { $0.screen.text.contains(text) }
  }

  /// Takes what the program has written, waiting at most so long for the first byte.
  @discardableResult
  func readAvailable(within seconds: Double = 0) -> Int {
    var total = 0
    // A terminal that was hung up has nothing to say, and whoever asks it again should not do so without a pause.
    if master < 0 { usleep(UInt32(seconds * 1_000_000)) }
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    var patience = Int32(seconds * 1000)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while master >= 0, poll(&entry, 1, patience) > 0 {
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else {
        // The other side is closed; it is not asked again without a pause.
        if total == 0 { usleep(1000) }
        return total
      }
      received.append(contentsOf: bytes.prefix(count))
      screen.feed(bytes.prefix(count))
      total += count
      patience = 0
    }
    return total
  }

  /// Waits for the program's end: its exit status, or the negated number of the signal that ended it.
  func end(seconds: Double = 60, meanwhile answer: (PseudoTerminal) -> Void = { _ in }) throws -> Int32 {
    let deadline = Date().addingTimeInterval(seconds)
    var raw: Int32 = 0
    while status == nil {
      readAvailable(within: 0.01)
      answer(self)
      if waitpid(process, &raw, WNOHANG) == process { status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F) }
      if status == nil, Date() > deadline { throw TimedOut(description: "the program did not end") }
    }
    readAvailable()
    return status ?? 0
  }
}
