import Foundation

/// The console's speed, its bytes and its rest, beside other full-screen programs (targets 8 to 13).
struct ConsoleSuite {
  static let parts: Set<Suite> = [.console]
  private static let down = "\u{1B}OB"
  private static let sizes: [TimedTerminal.Size] = [.small, .large]

  let plan: Plan
  let scratch: Scratch
  let report: Report

  func run() async throws {
    try scratch.fresh()
    report.note("a catalog of 100,000 backups and 300,000 replicas")
    let place = try ConsolePlace.make(
      in: scratch.work("console"), program: plan.program, backups: 100_000, replicasOfEach: 3)
    let ours = try measureKeys(at: place)
    try measurePeers(ours)
    try measureBars(at: place)
    try measureStart(at: place, "100,000 backups, 300,000 replicas", allowed: 60)
    try measureRest(at: place)
    try await ConsoleTransfers(plan: plan, scratch: scratch, report: report).run()
    if !plan.isQuick { try measureMillion() }
    try scratch.fresh()
  }

  // MARK: - Keys

  /// Times row moves at both sizes; returns those of the small one for comparisons.
  private func measureKeys(at place: ConsolePlace) throws -> [String: [TimedTerminal.Answer]] {
    var all: [String: [TimedTerminal.Answer]] = [:]
    for size in Self.sizes {
      let (terminal, _) = try place.open(size)
      terminal.settle()
      let answers = moves(terminal, count: plan.isQuick ? 300 : 600)
      all[size.description] = answers
      let times = answers.map { $0.seconds * 1000 }
      add(8, "key to paint at \(size), median", times.median, "ms", .atMost(0.5))
      add(8, "key to paint at \(size), p99", times.percentile(0.99), "ms", .atMost(1.5))
    }
    return all
  }

  private func moves(_ terminal: TimedTerminal, count: Int) -> [TimedTerminal.Answer] {
    (0..<count).compactMap { _ in
      usleep(4_000)
      return terminal.press(Self.down)
    }
  }

  private func measurePeers(_ ours: [String: [TimedTerminal.Answer]]) throws {
    for peer in try ScreenPeer.installed(in: scratch.work("peers"), rows: 20_000) {
      for size in Self.sizes {
        let theirs = try peer.moves(size, count: 200)
        guard !theirs.isEmpty, let ours = ours[size.description] else {
          report.note("\(peer.name) at \(size): no answer to a key")
          continue
        }
        compare(
          8, "key to paint at \(size), median", ours.map { $0.seconds * 1000 }.median, "ms", to: peer.name,
          theirs.map { $0.seconds * 1000 }.median)
        compare(
          9, "bytes of a row move at \(size)", ours.map { Double($0.bytes) }.median, "bytes", to: peer.name,
          theirs.map { Double($0.bytes) }.median)
      }
    }
  }

  // MARK: - Bytes

  private func measureBars(at place: ConsolePlace) throws {
    let allowed: [ConsolePlace.Bar: Double] = [.row: 320, .name: 100, .marker: 40]
    for bar in ConsolePlace.Bar.allCases {
      try place.choose(bar)
      let (terminal, _) = try place.open(.small)
      terminal.settle()
      // Up and down within one page: nothing scrolls.
      let steps = ["\u{1B}OB", "\u{1B}OB", "\u{1B}OB", "\u{1B}OA", "\u{1B}OA", "\u{1B}OA"]
      let answers = (0..<60).compactMap { terminal.press(steps[$0 % steps.count]) }
      add(
        9, "bytes of a row move at 80×24, bar: \(bar.rawValue)", answers.map { Double($0.bytes) }.median, "bytes",
        .atMost(allowed[bar] ?? 0))
      guard bar == .row else { continue }
      _ = moves(terminal, count: 40)
      let scrolled = moves(terminal, count: 100)
      add(9, "bytes of scrolling by one at 80×24", scrolled.map { Double($0.bytes) }.median, "bytes", .atMost(450))
    }
    try place.choose(.row)
  }

  // MARK: - Starting

  private func measureStart(at place: ConsolePlace, _ words: String, allowed: Double) throws {
    var starts: [Double] = []
    for _ in 0..<(plan.isQuick ? 5 : 11) {
      let (terminal, start) = try place.open(.small)
      starts.append(start * 1000)
      terminal.settle(quiet: 0.1)
    }
    report.note("starts: \(starts.map { Report.number($0) }.joined(separator: ", ")) ms")
    add(10, "start to a usable screen, \(words)", starts.median, "ms", .atMost(allowed))
  }

  // MARK: - Filtering

  private func measureMillion() throws {
    try scratch.fresh()
    report.note("a catalog of 1,000,000 backups")
    let place = try ConsolePlace.make(
      in: scratch.work("million"), program: plan.program, backups: 1_000_000, replicasOfEach: 0)
    try measureStart(at: place, "1,000,000 backups", allowed: 100)
    let (terminal, _) = try place.open(.small)
    terminal.settle()
    let times = moves(terminal, count: 300).map { $0.seconds * 1000 }
    add(8, "key to paint at 80×24 of 1,000,000 backups, p99", times.percentile(0.99), "ms", .atMost(1.5))
    for text in ["web", "12345", "zzz9", "lab-99"] { filter(text, terminal, wholly: false) }
    for text in ["we", "!web", "/w.b-.*7$/"] { filter(text, terminal, wholly: true) }
  }

  /// Types a filter, all but its last letter ahead of time.
  private func filter(_ text: String, _ terminal: TimedTerminal, wholly: Bool) {
    terminal.type("/")
    terminal.settle(quiet: 0.3)
    terminal.type(String(text.dropLast()))
    terminal.settle(quiet: 1)
    let answers = terminal.record(String(text.suffix(1)), seconds: 3)
    let echo = (answers.first?.seconds ?? 3) * 1000
    // The letter's own echo is small.
    let page = (answers.first { $0.bytes > 100 } ?? answers.last)?.seconds ?? 3
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

  // MARK: - Resting

  private func measureRest(at place: ConsolePlace) throws {
    let (terminal, _) = try place.open(.small)
    // What the start has to say goes away after some seconds.
    terminal.settle(quiet: 13, within: 40)
    let before = ProcessCounters(terminal.process)
    let bytes = terminal.listen(seconds: 10)
    let after = ProcessCounters(terminal.process)
    report.note("threads awake while nothing goes on: \(after.busyThreads(since: before))")
    add(12, "bytes to the screen while nothing goes on", Double(bytes), "bytes in 10 s", .atMost(0))
    // One look at the catalog each second.
    add(12, "wake-ups while nothing goes on", Double(after.switches - before.switches) / 10, "a second", .atMost(1))
    _ = moves(terminal, count: 200)
    let memory = Double(MemoryWatch.highWater(of: terminal.process)) / 1_048_576
    add(13, "memory with 100,000 backups", memory, "MiB", .atMost(40))
  }

  // MARK: - Reporting

  private func add(_ target: Int, _ job: String, _ value: Double, _ unit: String, _ bound: Figure.Bound) {
    report.add(.plain(target, job, value, unit, bound))
  }

  private func compare(
    _ target: Int, _ job: String, _ ours: Double, _ unit: String, to peer: String, _ theirs: Double
  ) {
    let ratio = theirs / max(ours, .ulpOfOne)
    report.add(
      Figure(
        target: target, job: job, ours: .init(value: ours, unit: unit), reference: peer,
        theirs: .init(value: theirs, unit: unit), ratio: ratio, wanted: "≥ 1×", met: ratio >= 1))
  }
}
