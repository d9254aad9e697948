import Catalog
import Embedded
import Foundation
import Replication

/// The rate limit of a link that carries several transfers, each of a process of its own (target 7).
struct RateSuite {
  static let parts: Set<Suite> = [.rate]
  private static let transfers = 3
  /// MiB a second, one limit after the other.
  private static let limits = [60, 25]
  /// Seconds a limit stands: two to take hold, ten to measure, and some windows of ten.
  private static let span = 14.0
  private static let window = 10.0
  private static let settling = 2.0

  let plan: Plan
  let scratch: Scratch
  let report: Report

  private struct Sample {
    var time: Double
    var crossed: Int64
  }

  func run() throws {
    try scratch.fresh()
    report.note("\(Self.transfers) transfers on one link, \(Self.limits) MiB/s")
    let image = DiskImage(path: scratch.work("rate.img"), bytes: 512 << 20, filling: .noise)
    try image.make()
    let farshore = try Farshore(
      program: plan.program, folder: scratch.work("farshore"), subject: .disk(image.path))
    for number in 0..<Self.transfers {
      try image.rewrite(day: number + 1)
      _ = try farshore.backUp("day-\(number)")
    }
    for (limit, worst) in zip(Self.limits, try measure(farshore)) {
      report.add(
        .plain(
          7, "off a limit of \(limit) MiB/s over any 10 s, \(Self.transfers) transfers", worst * 100, "%",
          .atMost(5)))
    }
    try scratch.fresh()
  }

  /// The worst share that any window was off, for each limit.
  private func measure(_ farshore: Farshore) throws -> [Double] {
    let home = Home(folder: farshore.folder + "/home")
    let catalog = try Catalog.open(at: home.catalogPath("bench"))
    try farshore.limitLinks("\(Self.limits[0])MiB")
    let processes = try (0..<Self.transfers).map { try farshore.startReplica("day-\($0)") }
    defer {
      for process in processes {
        _ = kill(process, SIGTERM)
        _ = Child.wait(process)
      }
    }
    var worst: [Double] = []
    for (number, limit) in Self.limits.enumerated() {
      if number > 0 { try farshore.limitLinks("\(limit)MiB") }
      let samples = try sample(catalog)
      worst.append(Self.worst(samples, limit: Double(limit) * 1_048_576))
    }
    return worst
  }

  /// What had crossed whenever that changed, from two seconds after the limit was set.
  private func sample(_ catalog: Catalog) throws -> [Sample] {
    var samples: [Sample] = []
    let watch = Stopwatch()
    while watch.seconds < Self.span {
      let tasks = try catalog.allTasks(statuses: [.running])
      let crossed = tasks.filter { $0.type == .replication }.compactMap(\.bytesTransferred).reduce(0, +)
      if watch.seconds >= Self.settling, crossed > samples.last?.crossed ?? 0 {
        samples.append(Sample(time: watch.seconds, crossed: crossed))
      }
      usleep(20_000)
    }
    return samples
  }

  private static func worst(_ samples: [Sample], limit: Double) -> Double {
    var worst: Double?
    for (index, first) in samples.enumerated() {
      guard let last = samples[index...].first(where: { $0.time - first.time >= window }) else { break }
      let rate = Double(last.crossed - first.crossed) / (last.time - first.time)
      worst = max(worst ?? 0, abs(rate / limit - 1))
    }
    // Too few samples for a window of ten seconds: as bad as nothing kept.
    return worst ?? 1
  }
}
