import Foundation

/// The console's speed, its bytes and its rest, beside other full-screen programs (targets 8 to 13).
struct ConsoleSuite {
  static let parts: Set<Suite> = [.console]
  private static let sizes: [TimedTerminal.Size] = [.small, .large]

  let plan: Plan
  let scratch: Scratch
  let report: Report

  func run() async throws {
    try scratch.fresh()
    if wants([.keys, .peers, .bars, .starts, .rest]) {
      report.note("a catalog of 100,000 backups and 300,000 replicas")
      let place = try ConsolePlace.make(
        in: scratch.samples + "/console", program: plan.program, backups: 100_000, replicasOfEach: 3)
      if wants([.keys]) { try measureKeys(at: place) }
      if wants([.peers]) { try measurePeers(at: place) }
      if wants([.bars]) { try measureBars(at: place) }
      if wants([.starts]) { try measureStart(at: place, "100,000 backups, 300,000 replicas", allowed: 60) }
      if wants([.rest]) { try measureRest(at: place) }
    }
    let transfers = ConsoleTransfers(plan: plan, scratch: scratch, report: report)
    if wants([.transfers]) { try await transfers.run() }
    if wants([.million]), !plan.isQuick || plan.consoleParts == [.million] { try measureMillion() }
    if wants([.steady]) { try await transfers.steadily() }
    if wants([.hour]) { try await transfers.forAnHour() }
    try scratch.fresh()
  }

  private func wants(_ parts: Set<ConsolePart>) -> Bool { !plan.consoleParts.isDisjoint(with: parts) }

  // MARK: - Keys

  /// Times row moves at both sizes, which scroll once the page is passed.
  private func measureKeys(at place: ConsolePlace) throws {
    for size in Self.sizes {
      let (terminal, _) = try place.open(size)
      terminal.settle()
      let times = terminal.moves(plan.isQuick ? 300 : 600).map { $0.seconds * 1000 }
      add(8, "key to paint at \(size), median", times.median, "ms", .atMost(0.5))
      add(8, "key to paint at \(size), p99", times.percentile(0.99), "ms", .atMost(1.5))
    }
  }

  /// The same keys in other programs, taking turns with ours.
  private func measurePeers(at place: ConsolePlace) throws {
    let peers = try ScreenPeer.installed(in: scratch.work("peers"), rows: 20_000)
    for size in Self.sizes {
      let ours = try ConsoleManners(try place.open(size).terminal)
      for peer in peers {
        guard let theirs = try peer.manners(size) else {
          report.note("\(peer.name) at \(size): no answer to a key")
          continue
        }
        compare(8, "key to paint at \(size), median", ours.keyToPaint, "ms", to: peer.name, theirs.keyToPaint)
        compare(9, "bytes of a row move at \(size)", ours.moveBytes, "bytes", to: peer.name, theirs.moveBytes)
        compare(9, "bytes of scrolling by one at \(size)", ours.scrollBytes, "bytes", to: peer.name, theirs.scrollBytes)
        compare(10, "start until nothing more comes at \(size)", ours.start, "ms", to: peer.name, theirs.start)
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
      let answers = terminal.movesWithinPage(60)
      add(
        9, "bytes of a row move at 80×24, bar: \(bar.rawValue)", answers.map { Double($0.bytes) }.median, "bytes",
        .atMost(allowed[bar] ?? 0))
      guard bar == .row else { continue }
      _ = terminal.moves(40)
      let scrolled = terminal.moves(100)
      add(9, "bytes of scrolling by one at 80×24", scrolled.map { Double($0.bytes) }.median, "bytes", .atMost(450))
    }
    try place.choose(.row)
  }

  // MARK: - Starting

  func measureStart(at place: ConsolePlace, _ words: String, allowed: Double) throws {
    var starts: [Double] = []
    for _ in 0..<(plan.isQuick ? 5 : 11) {
      let (terminal, start) = try place.open(.small)
      starts.append(start * 1000)
      terminal.settle(quiet: 0.1)
    }
    report.note("starts: \(starts.map { Report.number($0) }.joined(separator: ", ")) ms")
    add(10, "start to a usable screen, \(words)", starts.median, "ms", .atMost(allowed))
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
    // One look at the catalog each second would be allowed.
    add(12, "wake-ups while nothing goes on", Double(after.switches - before.switches) / 10, "a second", .atMost(1))
    _ = terminal.moves(200)
    let memory = Double(MemoryWatch.highWater(of: terminal.process)) / 1_048_576
    add(13, "memory with 100,000 backups", memory, "MiB", .atMost(40))
  }

  // MARK: - Reporting

  func add(_ target: Int, _ job: String, _ value: Double, _ unit: String, _ bound: Figure.Bound) {
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
