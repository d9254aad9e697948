import Catalog
import Foundation
import Replication
import Synchronization

@testable import Embedded

/// A home with three regions of real stores in a temporary folder, removed at the end of a test.
final class EngineStage: Sendable {
  let folder: String
  let home: Home
  static let context = "stage"
  static let regions = ["ap-southeast-1", "ap-southeast-2", "ap-southeast-3"]
  static let requester = Operator(user: "ada", host: "console-1")
  static let mebi: Int64 = 1 << 20

  init() throws {
    folder = NSTemporaryDirectory() + "farshore-engine-" + UUID().uuidString.lowercased()
    try FileManager.default.createDirectory(atPath: folder + "/disks", withIntermediateDirectories: true)
    home = Home(folder: folder + "/home")
    try ContextFiles(home: home).add(ContextFile(name: Self.context))
  }

  deinit {
    // A temporary folder that stays is the system's to clean.
    try? FileManager.default.removeItem(atPath: folder)
  }

  func open(
    clock: any EngineClock = SystemClock(), calls: any FileCalls = LinuxFileCalls()
  ) throws -> EmbeddedCloud {
    try EmbeddedCloud.open(home: home, context: Self.context, clock: clock, calls: calls)
  }

  /// A cloud with the three regions added.
  func openWithRegions() throws -> EmbeddedCloud {
    let cloud = try open()
    for id in Self.regions {
      try cloud.addRegion(Region(id: id, name: id), store: storePath(id), quota: nil)
    }
    return cloud
  }

  func storePath(_ region: String) -> String { "\(folder)/stores-\(region)" }

  /// A disk of bytes that compress badly, the same for the same seed.
  @discardableResult
  func makeDisk(_ name: String, bytes: Int, seed: UInt64) throws -> String {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    var content = [UInt8](repeating: 0, count: bytes)
    for index in content.indices {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      content[index] = UInt8(truncatingIfNeeded: state)
    }
    let path = "\(folder)/disks/\(name)"
    try Data(content).write(to: URL(fileURLWithPath: path))
    return path
  }

  func sha256(_ path: String) throws -> String {
    ContentHash.of([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))).description
  }

  func setRate(_ rate: Int64?) throws {
    try ContextFiles(home: home).update(Self.context) { $0.settings.linkRate = rate }
  }
}

extension EmbeddedCloud {
  var requester: Operator { EngineStage.requester }

  func makeVault(
    _ name: String, _ region: String, _ protection: Protection, capacity: Int64 = 1 << 34,
    type: ResourceType = .server
  ) async throws -> Vault {
    try await createVault(
      VaultRequest(name: name, region: region, type: type, protection: protection, capacity: capacity), by: requester)
  }

  /// Moves until these tasks are settled.
  @discardableResult
  func finish(_ admission: Admission) async throws -> [CloudTask] {
    startMoving()
    return try await waitForEnd(of: admission.tasks.map(\.id))
  }

  /// Waits, without a time limit of its own, until a task's row satisfies a condition.
  func wait(for task: String, until condition: (CloudTask) -> Bool) async throws -> CloudTask {
    if let row = try catalog.task(task), condition(row) { return row }
    for await _ in catalog.changes() {
      if let row = try catalog.task(task), condition(row) { return row }
    }
    throw CancellationError()
  }

  /// A server with a system and a data disk, backed up: the usual start of a test.
  func makeBackup(_ stage: EngineStage, name: String = "web-01", mebibytes: Int = 6) async throws -> Backup {
    let region = EngineStage.regions[0]
    let seed = UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) } & 0xffff)
    let system = try stage.makeDisk("\(name)-s.img", bytes: mebibytes << 20, seed: seed)
    let data = try stage.makeDisk("\(name)-d.img", bytes: (1 << 20) + 12_288, seed: seed + 1)
    let server = try addServer(
      name: name, region: region, project: nil, kind: .ecs, disks: [(.system, system), (.data, data)])
    let vault = try catalog.vaults(region: region).first { $0.protection == .backup && $0.type == .server }
    let holder: Vault
    if let vault { holder = vault } else { holder = try await makeVault("vault-src", region, .backup) }
    let admission = try await createBackup(
      BackupRequest(type: .server, resource: server.id, vault: holder.id), by: requester)
    let ended = try await finish(admission)
    guard let id = ended.first?.target?.id, let backup = try catalog.backup(id) else {
      throw StageError.unexpected("\(ended) \(admission.refused)")
    }
    return backup
  }
}

enum StageError: Error {
  case unexpected(String)
}
