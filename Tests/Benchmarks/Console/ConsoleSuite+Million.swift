import Foundation

/// A catalog so large that nothing can be looked through at a key.
extension ConsoleSuite {
  func measureMillion() throws {
    report.note("a catalog of 1,000,000 backups")
    let place = try ConsolePlace.make(
      in: scratch.samples + "/console-million", program: plan.program, backups: 1_000_000, replicasOfEach: 0)
    try measureStart(at: place, "1,000,000 backups", allowed: 100)
    let (terminal, _) = try place.open(.small)
    terminal.settle()
    let times = terminal.moves(300).map { $0.seconds * 1000 }
    add(8, "key to paint at 80×24 of 1,000,000 backups, p99", times.percentile(0.99), "ms", .atMost(1.5))
    for text in ["web", "12345", "zzz9", "lab-99"] { filter(text, terminal, wholly: false) }
    for text in ["we", "!web", "/w.b-.*7$/"] { filter(text, terminal, wholly: true) }
    cutOff(terminal)
  }

  /// Types on while a search that takes long is under way.
  private func cutOff(_ terminal: TimedTerminal) {
    terminal.type("/")
    terminal.settle(quiet: 0.3)
    var echoes: [Double] = []
    for letter in "!w.q-z7" {
      let answer = terminal.record(String(letter), seconds: 0.03).first
      echoes.append((answer?.seconds ?? 3) * 1000)
    }
    add(11, "slowest echo of keys typed into searches that run, 1,000,000 backups", echoes.max() ?? 0, "ms", .atMost(5))
    let rest = terminal.record("", seconds: 3)
    add(11, "the last of those searches, to its end", rest.last?.seconds ?? 0, "s", .atMost(2))
    terminal.type("\u{1B}")
    terminal.settle(quiet: 0.5)
  }

  /// Types a filter, all but its last letter ahead of time.
  private func filter(_ text: String, _ terminal: TimedTerminal, wholly: Bool) {
    terminal.type("/")
    terminal.settle(quiet: 0.3)
    terminal.type(String(text.dropLast()))
    terminal.settle(quiet: 1)
    let answers = terminal.record(String(text.suffix(1)), seconds: 3)
    let echo = (answers.first?.seconds ?? 3) * 1000
    // The letter's own echo is small, and so is what comes where the same rows fit: then the count begins anew.
    let page = (answers.first { $0.bytes > 100 } ?? answers.dropFirst().first ?? answers.last)?.seconds ?? 3
    report.note("/\(text): \(answers.prefix(5).map { "\(Report.number($0.seconds * 1000)) ms \($0.bytes)" })")
    if wholly {
      add(11, "filter \(text) over 1,000,000 backups, to its end", answers.last?.seconds ?? 3, "s", .atMost(2))
    } else {
      add(11, "filter \(text) over 1,000,000 backups, to the first page", page * 1000, "ms", .atMost(50))
    }
    add(11, "echo of the last key of \(text)", echo, "ms", .atMost(5))
    terminal.type("\u{1B}")
    terminal.settle(quiet: 0.5)
  }
}
