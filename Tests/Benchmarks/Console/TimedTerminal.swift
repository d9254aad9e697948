import CTerminal
import Foundation

/// A program on a pseudo-terminal of its own whose answers to keys are timed; it ends with this object.
final class TimedTerminal {
  /// What a key brought.
  struct Answer {
    /// Until the first byte.
    var seconds: Double
    var bytes: Int
  }

  /// A terminal's size.
  struct Size: CustomStringConvertible {
    var columns: Int
    var rows: Int
    static let small = Size(columns: 80, rows: 24)
    static let large = Size(columns: 140, rows: 45)

    var description: String { "\(columns)×\(rows)" }
  }

  private static let down = "\u{1B}OB"
  private static let up = "\u{1B}OA"

  let process: pid_t
  private let master: Int32
  private let start: Stopwatch
  private var received: [UInt8] = []
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Starts a program, found on the PATH where it is no path.
  init(_ program: String, _ arguments: [String], folder: String, size: Size) throws {
    guard let path = program.contains("/") ? program : Machine.find(program) else {
      throw BenchmarkError.wrong("\(program) is not installed")
    }
    let environment = ProcessInfo.processInfo.environment.merging([
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": folder, "COLORTERM": "",
    ]) { $1 }
    let words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var descriptor: Int32 = -1
    start = Stopwatch()
    process = ct_pty_spawn(path, words, variables, folder, Int32(size.columns), Int32(size.rows), &descriptor)
    guard process > 0 else { throw BenchmarkError.call("start", path: path, errno: errno) }
    master = descriptor
  }

  deinit {
    // Killed: told to stop, it would hand its tasks to a worker.
    kill(process, SIGKILL)
    _ = Child.wait(process)
    close(master)
  }

  /// Seconds since the start until a text had come, in one piece.
  func wait(for text: String, within limit: Double = 20) throws -> Double {
    let wanted = Array(text.utf8)
    while start.seconds < limit {
      let known = max(0, received.count - wanted.count)
      guard read(within: 0.2, keeping: true) > 0 else { continue }
      if received[known...].firstRange(of: wanted) != nil { return start.seconds }
    }
    throw BenchmarkError.wrong("'\(text)' was not shown within \(limit) s")
  }

  /// Reads until nothing has come for a while; returns the bytes.
  @discardableResult
  func settle(quiet: Double = 0.3, within limit: Double = 5) -> Int {
    let watch = Stopwatch()
    var total = 0
    while watch.seconds < limit {
      let count = read(within: quiet)
      if count == 0 { break }
      total += count
    }
    return total
  }

  /// Seconds from the start to the last byte before half a second of silence.
  func timeUntilSilence() -> Double {
    var last = start.seconds
    while start.seconds < 6, read(within: 0.5) > 0 { last = start.seconds }
    return last
  }

  /// Reads for so long; returns the bytes.
  func listen(seconds: Double) -> Int {
    let watch = Stopwatch()
    var total = 0
    while watch.seconds < seconds { total += read(within: min(0.1, seconds - watch.seconds)) }
    return total
  }

  /// Types without reading.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    // A program that takes nothing answers nothing, which shows.
    _ = write(master, bytes, bytes.count)
  }

  /// Types a key and reads what it brings until nothing has come for a moment; nil where nothing comes at all.
  func press(_ key: String, quiet: Double = 0.004) -> Answer? {
    let watch = Stopwatch()
    type(key)
    var bytes = read(within: 1)
    guard bytes > 0 else { return nil }
    let seconds = watch.seconds
    while watch.seconds < 1 {
      let count = read(within: quiet)
      if count == 0 { break }
      bytes += count
    }
    return Answer(seconds: seconds, bytes: bytes)
  }

  /// Moves down row by row.
  func moves(_ count: Int) -> [Answer] {
    (0..<count).compactMap { _ in
      usleep(4_000)
      return press(Self.down)
    }
  }

  /// Moves up and down where nothing scrolls.
  func movesWithinPage(_ count: Int) -> [Answer] {
    (0..<count).compactMap { number in
      usleep(4_000)
      return press(number % 6 < 3 ? Self.down : Self.up)
    }
  }

  /// Types and reads for so long; returns when pieces came and how large they were.
  func record(_ text: String, seconds: Double) -> [Answer] {
    let watch = Stopwatch()
    type(text)
    var answers: [Answer] = []
    while watch.seconds < seconds {
      let count = read(within: min(0.1, max(0.001, seconds - watch.seconds)))
      if count > 0 { answers.append(Answer(seconds: watch.seconds, bytes: count)) }
    }
    return answers
  }

  private func read(within seconds: Double, keeping: Bool = false) -> Int {
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, Int32((seconds * 1000).rounded(.up))) > 0 else { return 0 }
    let count = Foundation.read(master, &buffer, buffer.count)
    if count <= 0 {
      // The other side is gone; it is not asked again without a pause.
      usleep(10_000)
      return 0
    }
    if keeping { received += buffer.prefix(count) }
    return count
  }
}
