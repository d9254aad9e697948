import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct ProcessRaceTests {
  /// What one process got.
  private struct Outcome: Codable {
    var tasks: [String]
    var refused: [RefusalCode]
  }

  private static let rounds = 50

  @Test("Two processes asking at once, 50 times: always one task and one refusal (S24)")
  func race() async throws {
    let stage = try EngineStage()
    let folder = stage.folder
    let cloud = try stage.openWithRegions()
    let backup = try await cloud.makeBackup(stage, mebibytes: 1)
    await cloud.letGo()
    _ = try await cloud.makeVault("dst", EngineStage.regions[1], .replication)
    try multiply(backup, in: cloud)
    async let first: Void = Self.contend(folder, "first")
    async let second: Void = Self.contend(folder, "second")
    _ = await (first, second)

    let outcomes = try ["first", "second"].map { name in
      try JSONDecoder().decode(
        Outcome.self, from: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).json")))
    }
    #expect(Set(outcomes.flatMap(\.tasks)).count == Self.rounds)
    #expect(outcomes.flatMap(\.tasks).count == Self.rounds)
    #expect(outcomes.flatMap(\.refused) == Array(repeating: .requestInFlight, count: Self.rounds))
    #expect(try cloud.catalog.allTasks(statuses: [.waiting]).count == Self.rounds)
  }

  /// The same backup under many ids, in store and catalog.
  private func multiply(_ backup: Backup, in cloud: EmbeddedCloud) throws {
    let store = try cloud.premises.stores.writable(backup.region)
    let stored = try #require(try store.backup(backup.id))
    for index in 0..<Self.rounds {
      var copy = stored
      copy.backup.id = "copy-\(100 + index)"
      try store.publish(copy)
      try cloud.catalog.write(durable: false) { try $0.put(copy.backup) }
    }
  }

  private static func contend(_ folder: String, _ name: String) async {
    await #expect(processExitsWith: .success) { [folder = folder as String, name = name as String] in
      let cloud = try EmbeddedCloud.open(home: Home(folder: folder + "/home"), context: EngineStage.context)
      try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name).ready"))
      while !["first", "second"].allSatisfy({ FileManager.default.fileExists(atPath: "\(folder)/\($0).ready") }) {
        sched_yield()
      }
      var outcome = Outcome(tasks: [], refused: [])
      for index in 0..<ProcessRaceTests.rounds {
        let admission = try await cloud.createReplicas(
          [ReplicaRequest(backup: "copy-\(100 + index)", destination: Destination(region: EngineStage.regions[1]))],
          by: EngineStage.requester)
        outcome.tasks += admission.tasks.map(\.id)
        outcome.refused += admission.refused.map(\.code)
      }
      try JSONEncoder().encode(outcome).write(to: URL(fileURLWithPath: "\(folder)/\(name).json"))
    }
  }
}
