import Catalog
import Foundation
import Replication

@testable import Embedded

/// One of the processes that work on the same home at once: what it does, and its account of it.
struct ContendingProcess {
  private let folder: String
  private let number: Int
  private let cloud: EmbeddedCloud
  private var state: UInt64
  private var account = ProcessAccount()

  init(folder: String, number: Int) throws {
    self.folder = folder
    self.number = number
    state = UInt64(number) &* 0x9e37_79b9_7f4a_7c15 | 1
    cloud = try EmbeddedCloud.open(home: Home(folder: folder + "/home"), context: EngineStage.context)
  }

  mutating func run() async throws {
    cloud.startMoving()
    if let seconds = ProcessInfo.processInfo.environment["FARSHORE_PROCESS_SECONDS"].flatMap(Double.init) {
      let end = Date(timeIntervalSinceNow: seconds)
      while Date() < end { try await step() }
    } else {
      for _ in 0..<6 { try await step() }
    }
    await cloud.letGo()
    try JSONEncoder().encode(account).write(to: URL(fileURLWithPath: "\(folder)/account-\(number).json"))
  }

  private mutating func step() async throws {
    switch account.made.isEmpty ? 0 : next(8) {
    case 0, 1, 2: try await create()
    case 3, 4: try await replicate()
    case 5: try await delete()
    default: try await collect()
    }
  }

  private mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  /// A stretch of this process's disk gets other bytes; the rest is shared by its backups.
  private mutating func create() async throws {
    let path = "\(folder)/disks/disk-\(number).img"
    var disk = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let start = next(disk.count - 1_000)
    for offset in start..<(start + 1_000) { disk[offset] = UInt8(next(256)) }
    try Data(disk).write(to: URL(fileURLWithPath: path))
    let region = EngineStage.regions[0]
    guard let server = try cloud.servers().first(where: { $0.name == "s\(number)" }),
      let vault = try cloud.catalog.vaults(region: region).first
    else { throw StageError.unexpected("no server or vault") }
    let admission = try await cloud.createBackup(
      BackupRequest(type: .server, resource: server.id, vault: vault.id), by: cloud.requester)
    let ended = try await cloud.waitForEnd(of: admission.tasks.map(\.id))
    guard ended.map(\.status) == [.success], let id = ended.first?.target?.id else {
      throw StageError.unexpected("create: \(admission.refused) \(ended)")
    }
    account.made[id] = ContentHash.of(disk).description
  }

  private mutating func replicate() async throws {
    guard let id = own().filter({ $0.region == EngineStage.regions[0] && $0.replicas.isEmpty }).first?.id else {
      return
    }
    let request = ReplicaRequest(backup: id, destination: Destination(region: EngineStage.regions[1]))
    let admission = try await cloud.createReplicas([request], by: cloud.requester)
    let ended = try await cloud.waitForEnd(of: admission.tasks.map(\.id))
    guard ended.map(\.status) == [.success], let replica = ended.first?.target?.id else {
      throw StageError.unexpected("replicate: \(admission.refused) \(ended)")
    }
    account.made[replica] = account.made[id]
  }

  private mutating func delete() async throws {
    let own = own()
    guard own.count > 1 else { return }
    let one = own[next(own.count)]
    let deletion = try await cloud.delete(
      DeletionRequest(kind: .backup, ids: [one.id], confirmed: [one.id]), by: cloud.requester)
    guard deletion.done == [one.id] else { throw StageError.unexpected("delete: \(deletion.refused)") }
    account.deleted.insert(one.id)
  }

  private mutating func collect() async throws {
    let region = EngineStage.regions[next(2)]
    do {
      _ = try await cloud.collectStore(region: region, dryRun: next(4) == 0, by: cloud.requester)
      account.collections += 1
    } catch StoreError.collectionBusy {
      return  // another process is at it
    }
  }

  /// What this process has made and not deleted; nobody else touches it.
  private func own() -> [Backup] {
    account.made.keys.sorted().filter { !account.deleted.contains($0) }.compactMap { try? cloud.catalog.backup($0) }
  }
}
