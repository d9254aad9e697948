import Embedded
import Foundation

/// The console while twenty transfers run in it.
struct ConsoleTransfers {
  private static let count = 20
  /// What an operator presses, again and again.
  private static let keys = [
    "\u{1B}OB", "\u{1B}OB", "\u{1B}OA", "w", "w", "2", "3", "/web\r", "\u{1B}", "s", "i", "\u{1B}", "?", "q",
  ]

  let plan: Plan
  let scratch: Scratch
  let report: Report

  func run() async throws {
    try await slowly()
    try await busily()
  }

  /// Transfers that take long: what their progress costs.
  private func slowly() async throws {
    let folder = scratch.work("slow")
    // One at a time, so that a single bar can be seen.
    for (number, words) in [(1, "one transfer"), (Self.count, "20 transfers")] {
      let place = folder + "-\(number)"
      try await prepare(place, transfers: number, content: 32 << 20, rate: 1 << 20)
      for size in [TimedTerminal.Size.small, .large] {
        let terminal = try open(place, size)
        let before = ProcessCounters(terminal.process)
        let pieces = terminal.record("", seconds: 10)
        let after = ProcessCounters(terminal.process)
        let bytes = pieces.reduce(0) { $0 + $1.bytes }
        let median = pieces.map { Double($0.bytes) }.median
        report.note("\(words) at \(size): \(pieces.count) pieces, median \(Report.number(median)) bytes")
        if number == 1 {
          add(9, "bytes of a step of one transfer at \(size)", median, "bytes", .atMost(size.columns > 80 ? 70 : 40))
        } else {
          add(12, "screen traffic of \(words) at \(size)", Double(bytes) / 10_000, "kB/s", .atMost(4))
          let share = (after.drawing - before.drawing) * 10
          add(12, "core taken by drawing \(words) at \(size)", share, "%", .atMost(3))
        }
      }
      try? FileManager.default.removeItem(atPath: place)
    }
  }

  /// Transfers that keep both cores busy: what they do to keys.
  private func busily() async throws {
    let folder = scratch.work("busy")
    try await prepare(folder, transfers: Self.count, content: plan.isQuick ? 64 << 20 : 256 << 20, rate: nil)
    let terminal = try open(folder, .small)
    let answers = (0..<200).compactMap { number -> TimedTerminal.Answer? in
      usleep(4_000)
      return terminal.press(number % 20 < 10 ? "\u{1B}OB" : "\u{1B}OA")
    }
    let times = answers.map { $0.seconds * 1000 }
    let memory = Double(MemoryWatch.highWater(of: terminal.process)) / 1_048_576
    report.note("20 transfers at full speed: \(answers.count) keys, median \(Report.number(times.median)) ms")
    add(8, "key to paint at 80×24 with 20 transfers on both cores, p99", times.percentile(0.99), "ms", .atMost(5))
    add(13, "memory with 20 transfers", memory, "MiB", .atMost(104))
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The keys of an hour, with transfers that go on all the while: what is held must not grow with them.
  func steadily() async throws {
    let folder = scratch.work("steady")
    try await prepare(folder, transfers: Self.count, content: 64 << 20, rate: 1 << 18)
    let terminal = try open(folder, .large)
    let total = plan.isQuick ? 6_000 : 30_000
    var early = 0.0
    for number in 0..<total {
      _ = terminal.press(Self.keys[number % Self.keys.count], quiet: 0.001)
      if number == total / 4 { early = ProcessCounters.anonymous(terminal.process) }
    }
    let late = ProcessCounters.anonymous(terminal.process)
    report.note("after \(total / 4) keys \(Report.number(early)) MiB, after \(total) \(Report.number(late)) MiB")
    add(13, "memory grown over \(total * 3 / 4) keys with 20 transfers", late - early, "MiB", .atMost(3))
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// A real hour: transfers that last longer than it, and a key every other second.
  func forAnHour() async throws {
    let folder = scratch.work("hour")
    try await prepare(folder, transfers: Self.count, content: 128 << 20, rate: 1 << 15)
    let terminal = try open(folder, .large)
    let minutes = plan.isQuick ? 6 : 60
    var byMinute: [Double] = []
    for minute in 0..<minutes {
      for second in 0..<30 {
        let number = minute * 30 + second
        _ = terminal.record(Self.keys[number % Self.keys.count], seconds: 2)
      }
      byMinute.append(ProcessCounters.anonymous(terminal.process))
    }
    report.note("MiB by the minute: \(byMinute.map(Report.number).joined(separator: " "))")
    // The first sixth fills what is filled once.
    let grown = (byMinute.last ?? 0) - byMinute[minutes / 6]
    add(13, "memory grown from minute \(minutes / 6) to \(minutes) of 20 transfers", grown, "MiB", .atMost(3))
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func open(_ folder: String, _ size: TimedTerminal.Size) throws -> TimedTerminal {
    let terminal = try TimedTerminal(
      plan.program, ["console", "--home", folder + "/home", "--context", QueuePlace.name], folder: folder, size: size)
    _ = try terminal.wait(for: "running")
    terminal.settle(quiet: 0.05, within: 1)
    return terminal
  }

  /// Queues the transfers for the console to take up.
  private func prepare(_ folder: String, transfers: Int, content: Int, rate: Int64?) async throws {
    let place = try await QueuePlace.make(in: folder, regions: transfers, diskSize: max(content, 4 << 20))
    try place.fillDisk(content)
    place.cloud.startMoving()
    let backup = try await place.backUp("subject")
    await place.cloud.letGo()
    try place.limitLinks(to: rate)
    for region in place.destinations { try await place.replicate(backup, to: region) }
  }

  private func add(_ target: Int, _ job: String, _ value: Double, _ unit: String, _ bound: Figure.Bound) {
    report.add(.plain(target, job, value, unit, bound))
  }
}
