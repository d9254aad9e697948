import Embedded
import Foundation
import Replication

/// Many tasks: how quickly they are admitted, and whether every link gets its turn (target 6).
struct QueueSuite {
  static let parts: Set<Suite> = [.queue]
  /// Links, and backups that each of them is asked to carry.
  private static let links = 100
  private static let moving = 100
  /// What every backup alone holds; slow enough a link keeps a transfer in flight for seconds.
  private static let content = 256 << 10
  private static let slow: Int64 = 4 << 10

  let plan: Plan
  let scratch: Scratch
  let report: Report

  func run() async throws {
    try scratch.fresh()
    let backups = plan.isQuick ? 20 : 100
    report.note("\(backups) small backups, \(Self.links) regions")
    let place = try await QueuePlace.make(in: scratch.work("queue"), regions: Self.links)
    let ids = try await backUp(backups, at: place)
    try place.limitLinks(to: Self.slow)
    try await measureAdmission(of: ids, at: place)
    try await measureFairness(at: place)
    await place.cloud.letGo()
    try scratch.fresh()
  }

  private func backUp(_ count: Int, at place: QueuePlace) async throws -> [String] {
    var ids: [String] = []
    place.cloud.startMoving()
    for number in 0..<count {
      try write(number, to: place.disk)
      ids.append(try await place.backUp("backup-\(number)"))
    }
    await place.cloud.letGo()
    return ids
  }

  /// Fills the disk for one backup; whoever backs it up finds it closed.
  private func write(_ number: Int, to disk: String) throws {
    let file = try RawFile(disk, .change)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.content, alignment: 4096)
    defer { buffer.deallocate() }
    Content.incompressible.fill(buffer, seed: UInt64(number))
    try file.write(UnsafeRawBufferPointer(buffer), at: 0)
  }

  // MARK: - Admission

  private func measureAdmission(of backups: [String], at place: QueuePlace) async throws {
    // One for every link, then link after link: who only looks at age would serve the first links alone.
    let requests =
      place.destinations.map { (backups[0], $0) }
      + place.destinations.flatMap { region in backups.dropFirst().map { ($0, region) } }
    place.cloud.startMoving()
    for (backup, region) in requests.prefix(Self.moving) { try await place.replicate(backup, to: region) }
    let running = try await place.waitForRunning(Self.moving, seconds: 10)
    report.add(.plain(6, "transfers in flight of \(Self.moving) admitted", Double(running), "tasks", .atLeast(100)))
    report.note("admitting \(requests.count - Self.moving) more")
    var admissions: [Double] = []
    var flushes: [Double] = []
    let pen = try RawFile(scratch.work("flushed"), .create)
    for (number, (backup, region)) in requests.dropFirst(Self.moving).enumerated() {
      let watch = Stopwatch()
      try await place.replicate(backup, to: region)
      admissions.append(watch.seconds * 1000)
      if number % 20 == 0 { flushes.append(try twoFlushes(pen) * 1000) }
    }
    report.limit(
      "admission with \(requests.count) queued: median \(Report.number(admissions.median)) ms, of the last 1,000 "
        + "\(Report.number(Array(admissions.suffix(1000)).median)) ms; two fsyncs: median "
        + "\(Report.number(flushes.median)) ms, p99 \(Report.number(flushes.percentile(0.99))) ms")
    let allowed = 3 + flushes.percentile(0.99)
    report.add(
      .plain(
        6, "p99 of admission, \(requests.count) queued; two fsyncs: \(Report.number(flushes.percentile(0.99))) ms",
        admissions.percentile(0.99), "ms", .atMost(allowed)))
  }

  private func twoFlushes(_ pen: RawFile) throws -> Double {
    let page = [UInt8](repeating: 7, count: 4096)
    let watch = Stopwatch()
    for _ in 0..<2 {
      let end = try pen.size
      try page.withUnsafeBytes { try pen.write($0, at: end) }
      try pen.flush()
    }
    return watch.seconds
  }

  // MARK: - Fairness

  /// Lets the links run freely for a while and counts what each of them finished.
  private func measureFairness(at place: QueuePlace) async throws {
    try place.limitLinks(to: nil)
    try await Task.sleep(for: .seconds(3))
    let before = try place.finished()
    try await Task.sleep(for: .seconds(plan.isQuick ? 10 : 20))
    let after = try place.finished()
    let counts = place.destinations.map { Double(after[$0, default: 0] - before[$0, default: 0]) }
    let mean = counts.reduce(0, +) / Double(counts.count)
    report.note(
      "finished meanwhile: \(Int(mean * Double(counts.count))) tasks, "
        + "\(Int(counts.min() ?? 0)) to \(Int(counts.max() ?? 0)) a link")
    let least = mean > 0 ? (counts.min() ?? 0) / mean : 0
    report.add(.plain(6, "the least served link to a fair share", least, "", .atLeast(0.5)))
  }
}
