/// How a full-screen program answers keys, whichever it is.
struct ConsoleManners {
  /// Milliseconds, median of moves that scroll.
  let keyToPaint: Double
  /// Of a move that does not scroll.
  let moveBytes: Double
  let scrollBytes: Double
  /// Milliseconds until the last byte before a silence.
  let start: Double

  /// Asks a program that has just been started.
  init(_ terminal: TimedTerminal) throws {
    start = terminal.timeUntilSilence() * 1000
    // The first moves may still bring what the start has left undone.
    _ = terminal.movesWithinPage(6)
    moveBytes = terminal.movesWithinPage(60).map { Double($0.bytes) }.median
    _ = terminal.moves(45)
    let moves = terminal.moves(150)
    keyToPaint = moves.map { $0.seconds * 1000 }.median
    scrollBytes = moves.map { Double($0.bytes) }.median
    if moves.isEmpty { throw BenchmarkError.wrong("it does not answer keys") }
  }
}
