import Catalog
import Foundation
import Replication

@testable import Embedded

/// A home with a server, a backup vault and a replication vault, under a clock that tests set.
struct PolicyStage {
  let stage: EngineStage
  let clock: SettableClock
  let cloud: EmbeddedCloud
  let source: Vault
  let target: Vault

  /// A Sunday, 2026-03-22 12:00 UTC: a week before the clocks change in Berlin.
  static let begin = Date(timeIntervalSince1970: 1_774_180_800)

  init(servers: Int = 1, at begin: Date = Self.begin) async throws {
    stage = try EngineStage()
    clock = SettableClock(begin)
    cloud = try stage.open(clock: clock)
    for id in EngineStage.regions {
      try cloud.addRegion(Region(id: id, name: id), store: stage.storePath(id), quota: nil)
    }
    source = try await cloud.makeVault("vault-src", EngineStage.regions[0], .backup)
    target = try await cloud.makeVault("vault-dst", EngineStage.regions[1], .replication)
    for number in 1...servers {
      let name = "web-\(number)"
      let path = try stage.makeDisk("\(name).img", bytes: 256 << 10, seed: UInt64(number))
      _ = try cloud.addServer(
        name: name, region: EngineStage.regions[0], project: nil, kind: .ecs, disks: [(.system, path)])
    }
  }

  var destination: Destination { Destination(region: target.region, vault: target.id) }

  func policy(
    _ name: String, _ operation: PolicyOperation, _ rule: String, retention: Retention? = nil,
    missed: MissedRuns = .once, drill: Int? = nil, on vault: Vault? = nil
  ) async throws -> Policy {
    let policy = try await cloud.createPolicy(
      PolicyRequest(
        name: name, operation: operation, schedule: rule, timeZone: "Europe/Berlin",
        destination: operation == .replication ? destination : nil, retention: retention, missed: missed,
        drill: drill),
      by: cloud.requester)
    return try await cloud.applyPolicy(
      policy.id, to: PolicyVault(vault: vault?.id ?? source.id), removing: false, by: cloud.requester)
  }

  /// Backs every server up by hand.
  func backUpAll() async throws -> [Backup] {
    var made: [Backup] = []
    for server in try cloud.servers() {
      let ended = try await cloud.finish(
        try await cloud.createBackup(
          BackupRequest(type: .server, resource: server.id, vault: source.id), by: cloud.requester))
      made += try ended.compactMap { try cloud.catalog.backup($0.target?.id ?? "") }
    }
    return made
  }

  /// What an agent does at a moment: begin what is due, move it, end it.
  func agent(at date: Date) async throws {
    clock.set(date)
    await cloud.policyRound()
    await cloud.runUntilIdle()
    await cloud.policyRound()
  }

  /// The days after the beginning, at an hour of UTC.
  static func day(_ number: Int, hour: Int = 3) -> Date {
    begin.addingTimeInterval(Double(number * 86_400 + (hour - 12) * 3_600))
  }
}
