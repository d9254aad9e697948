import Catalog
import Foundation
import Replication
import Testing

/// Point 7 in real time: three processes on one link keep its rate together, also when it changes.
///
/// `Scripts/soak` runs it, because it takes a minute and a machine that does nothing else.
@Suite(.serialized, .ownThreads, .enabled(if: Soak.isOn, "it measures time: Scripts/soak runs it"))
struct LinkRateTests {
  private static let mebibytes = 160
  private static let processes = 3
  /// MiB a second, one after the other.
  private static let limits = [8.0, 16.0]

  private struct Sample {
    var time: Double
    var crossed: Double
  }

  @Test("Point 7: a rate is kept within 5 % over any 10 s, from 2 s after a change, by transfers of three processes")
  func kept() throws {
    let home = try CommandHome()
    try home.addRegions()
    try home.json("contexts", "set", "local", "transfers=1", "link-rate=\(Self.limits[0])MiB")
    for number in 0..<Self.processes {
      let path = try home.disk("\(number).raw", mebibytes: Self.mebibytes, seed: UInt64(number) + 1)
      try home.json("servers", "add", "s\(number)", "--region", "east", "--disk", "system:\(path)")
      try home.json("backups", "create", "--server", "s\(number)", "--vault", "backup-east", "--name", "n\(number)")
    }
    for number in 0..<Self.processes { try home.json("replicas", "create", "n\(number)", "--to", "west") }
    // One has been started to move them; each takes one transfer on a link.
    let others = try (1..<Self.processes).map { _ in try home.start(["agent", "--until-idle"]) }
    let catalog = try Catalog.open(at: "\(home.home)/state/local/catalog.db")
    _ = try home.waitUntil("tasks", "list", "--kind", "replication") {
      $0.items.count { $0["status"].text == "running" } == Self.processes
    }
    for (number, limit) in Self.limits.enumerated() {
      if number > 0 { try home.json("contexts", "set", "local", "link-rate=\(limit)MiB") }
      sleep(2)
      let samples = try sample(catalog, seconds: 15)
      let worst = Self.worst(samples, limit: limit * 1_048_576)
      #expect(worst <= 0.05, "off \(limit) MiB/s by \(worst * 100) %: \(samples)")
      Soak.say("rate: \(Self.processes) processes were off \(limit) MiB/s by \((worst * 1_000).rounded() / 10) %")
    }
    try home.json("contexts", "set", "local", "link-rate=off")
    for process in others { #expect(try process.wait().status == 0) }
    let tasks = try home.waitUntil("tasks", "list", "--kind", "replication") {
      $0.items.allSatisfy { $0["status"].text == "success" }
    }
    #expect(tasks.items.count == Self.processes)
    #expect(try home.json("store", "verify")["problems"] == .array([]))
  }

  /// What has crossed, twice a second, in the midst between the moments at which movers note it.
  private func sample(_ catalog: Catalog, seconds: Double) throws -> [Sample] {
    var samples: [Sample] = []
    let start = DispatchTime.now().uptimeNanoseconds
    while true {
      let now = DispatchTime.now().uptimeNanoseconds
      usleep(UInt32((1_250_000_000 - now % 500_000_000) % 500_000_000 / 1_000))
      let time = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
      let tasks = try catalog.allTasks(statuses: [.running]).filter { $0.type == .replication }
      samples.append(Sample(time: time, crossed: Double(tasks.compactMap(\.bytesTransferred).reduce(0, +))))
      if time >= seconds { return samples }
      usleep(300_000)
    }
  }

  /// The worst share by which ten seconds, wherever they begin, were off.
  private static func worst(_ samples: [Sample], limit: Double) -> Double {
    var worst = 0.0
    for (index, first) in samples.enumerated() {
      guard let last = samples[index...].first(where: { $0.time - first.time >= 9.9 }) else { break }
      worst = max(worst, abs((last.crossed - first.crossed) / (last.time - first.time) / limit - 1))
    }
    return samples.count > 20 ? worst : 1
  }
}
