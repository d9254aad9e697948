import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Snapshot quotas of regions (S35, S67).
@Suite struct QuotaTests {
  /// What one process got.
  private struct Outcome: Codable {
    var tasks: [String]
    var refused: [RefusalCode]
  }

  private static let snapshots = 40
  private static let quota = 45
  private static let target = "ap-quota"

  /// Snapshots of one disk in the first region, and a region that may hold fewer copies than two processes ask for.
  private func prepare(_ stage: EngineStage) async throws -> EmbeddedCloud {
    let cloud = try stage.openWithRegions()
    try cloud.addRegion(Region(id: Self.target, name: "Quota"), store: stage.storePath(Self.target), quota: Self.quota)
    let path = try stage.makeDisk("data.img", bytes: 8_192, seed: 1)
    let disk = try cloud.addDisk(
      name: "data", region: EngineStage.regions[0], project: nil, usage: .data, path: path)
    let taken = try await cloud.finish(
      try await cloud.createSnapshot(SnapshotRequest(disk: disk.id), by: cloud.requester))
    await cloud.letGo()
    let store = try cloud.premises.stores.writable(EngineStage.regions[0])
    let stored = try #require(try store.snapshot(taken.first?.target?.id ?? ""))
    for index in 0..<(2 * Self.snapshots) {
      var copy = stored
      copy.snapshot.id = "snap-\(100 + index)"
      try store.publish(copy)
      try cloud.catalog.write(durable: false) { try $0.put(copy.snapshot) }
    }
    return cloud
  }

  @Test("S35: two processes that ask for more copies than a region may hold together get exactly its quota")
  func race() async throws {
    let stage = try EngineStage()
    let folder = stage.folder
    let cloud = try await prepare(stage)
    async let first: Void = Self.contend(folder, 0)
    async let second: Void = Self.contend(folder, 1)
    _ = await (first, second)
    let outcomes = try (0..<2).map { number in
      try JSONDecoder().decode(
        Outcome.self, from: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(number).json")))
    }
    #expect(Set(outcomes.flatMap(\.tasks)).count == Self.quota)
    #expect(outcomes.flatMap(\.tasks).count == Self.quota)
    #expect(
      outcomes.flatMap(\.refused)
        == Array(repeating: .snapshotQuota, count: 2 * Self.snapshots - Self.quota))
    let region = try #require(try cloud.catalog.regions().first { $0.id == Self.target })
    #expect(region.snapshotsUsed == Self.quota && region.snapshotQuota == Self.quota)

    // S67: the plan says it before anybody asks; what was cancelled gives its place back.
    let request = SnapshotCopyRequest(snapshot: "snap-100", region: EngineStage.regions[1])
    #expect(try await cloud.plan([request]).refused.isEmpty)
    let again = SnapshotCopyRequest(snapshot: "snap-179", region: Self.target)
    let codes = try await cloud.plan([again]).refused.map(\.code)
    #expect(codes.contains(.snapshotQuota))
    let waiting = try #require(
      try cloud.catalog.allTasks(statuses: [.waiting]).first { $0.target?.region == Self.target })
    _ = try await cloud.steer(waiting.id, .cancel, by: cloud.requester)
    let next = SnapshotCopyRequest(snapshot: waiting.source?.id ?? "", region: Self.target)
    let admitted = try await cloud.copySnapshots([next], by: cloud.requester)
    #expect(admitted.tasks.count == 1 && admitted.refused.isEmpty, "\(admitted.refused)")
  }

  private static func contend(_ folder: String, _ number: Int) async {
    await #expect(processExitsWith: .success) { [folder = folder as String, number = number as Int] in
      let cloud = try EmbeddedCloud.open(home: Home(folder: folder + "/home"), context: EngineStage.context)
      try Data().write(to: URL(fileURLWithPath: "\(folder)/\(number).ready"))
      while !(0..<2).allSatisfy({ FileManager.default.fileExists(atPath: "\(folder)/\($0).ready") }) { sched_yield() }
      var outcome = Outcome(tasks: [], refused: [])
      for index in 0..<QuotaTests.snapshots {
        let admission = try await cloud.copySnapshots(
          [SnapshotCopyRequest(snapshot: "snap-\(100 + 2 * index + number)", region: QuotaTests.target)],
          by: EngineStage.requester)
        outcome.tasks += admission.tasks.map(\.id)
        outcome.refused += admission.refused.map(\.code)
      }
      try JSONEncoder().encode(outcome).write(to: URL(fileURLWithPath: "\(folder)/\(number).json"))
    }
  }
}
