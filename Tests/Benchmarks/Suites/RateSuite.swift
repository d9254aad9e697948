import Catalog
import Embedded
import Foundation
import Replication

/// The rate limit of a link that carries several transfers (target 7).
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

  func run() async throws {
    try scratch.fresh()
    report.note("\(Self.transfers) transfers on one link, \(Self.limits) MiB/s")
    let place = try await QueuePlace.make(in: scratch.work("rate"), regions: 1)
    let image = DiskImage(path: place.disk, bytes: 512 << 20, filling: .noise)
    try RawFile(place.disk, .change).setSize(image.bytes)
    place.cloud.startMoving()
    var backups: [String] = []
    for number in 0..<Self.transfers {
      try image.rewrite(day: number)
      backups.append(try await place.backUp("day-\(number)"))
    }
    try place.limitLinks(to: Int64(Self.limits[0]) << 20)
    try await Task.sleep(for: .seconds(Self.settling))
    for backup in backups { try await place.replicate(backup, to: place.destinations[0]) }
    for (number, limit) in Self.limits.enumerated() {
      if number > 0 { try place.limitLinks(to: Int64(limit) << 20) }
      let samples = try await sample(place.cloud.catalog)
      let worst = Self.worst(samples, limit: Double(limit) * 1_048_576) * 100
      report.add(
        .plain(
          7, "off a limit of \(limit) MiB/s over any 10 s, \(Self.transfers) transfers", worst, "%", .atMost(5)))
    }
    await place.cloud.letGo()
    try scratch.fresh()
  }

  /// What had crossed whenever that changed, from two seconds after the limit was set.
  private func sample(_ catalog: Catalog) async throws -> [Sample] {
    var samples: [Sample] = []
    let watch = Stopwatch()
    while watch.seconds < Self.span {
      let tasks = try catalog.allTasks(statuses: [.running])
      let crossed = tasks.filter { $0.type == .replication }.compactMap(\.bytesTransferred).reduce(0, +)
      if watch.seconds >= Self.settling, crossed > samples.last?.crossed ?? 0 {
        samples.append(Sample(time: watch.seconds, crossed: crossed))
      }
      try await Task.sleep(for: .milliseconds(20))
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
