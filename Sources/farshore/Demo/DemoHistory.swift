import Catalog
import Embedded
import Foundation
import Replication

/// The demo's vaults, backups, replica and snapshots, made by the engine from real disks.
struct DemoHistory: Sendable {
  let context: OpenContext
  /// The folder of disk images.
  let folder: String

  /// Makes what is missing; the backup the console opens on comes last, for it has to be the newest.
  func make() async throws {
    try await makeVaults()
    try await finish(first())
    try await finish(second())
    try await admitPaused()
    try await recordError()
    try await finish(last())
  }

  private func finish(_ tasks: [CloudTask]) async throws {
    let ended = try await context.finish(tasks.map(\.id))
    if let failure = TaskVerdict.failure(of: ended) { throw TasksFailed(tasks: ended, cause: failure) }
  }

  private func makeVaults() async throws {
    let resolver = try context.resolver()
    for request in DemoPlan.vaults where try vault(request.name, request.region) == nil {
      var request = request
      request.project = request.project.map { resolver.project($0, in: request.region) }
      _ = try await context.cloud.createVault(request, by: context.requester)
    }
  }

  /// Backups of every kind of resource, and all snapshots.
  private func first() async throws -> [CloudTask] {
    try await backup("north-06", in: "servers-bj4", as: "north-06-0412")
      + backup("cache-03", in: "servers-hk", as: "cache-03-0412")
      + backup("metal-04", in: "servers-hk", as: "metal-04-0412")
      + backup("app-05", in: "servers-sin", as: "app-05-0412")
      + backup("archive-07", in: "disks-hk", as: "archive-07-0412")
      + backup(DemoTree.name, in: "turbo-hk", as: "projects-08-0412")
      + backup("db-02", in: "servers-hk", as: "db-02-0412")
      + backup("web-01", in: "servers-hk", as: "web-01-0410")
      + snapshot("gateway-boot", "gateway before upgrade")
      + snapshot("mysql-data", "mysql nightly")
      + snapshot("media-data", "media weekly")
      + snapshot("logs-data", "logs monday")
      + snapshot("ledger-data", "ledger close of day")
  }

  /// A day later: changed disks, and the replica of db-02 in Singapore, in a vault it nearly fills.
  private func second() async throws -> [CloudTask] {
    if try find("web-01-0411") == nil { try touch("web-01-system.raw", chunks: [3, 4, 11], day: 1) }
    return try await backup("web-01", in: "servers-hk", as: "web-01-0411")
      + snapshot("logs-data", "logs tuesday")
      + replica(of: "db-02-0412", to: DemoPlan.singapore, in: "dr-small-sin")
  }

  /// Admits tasks and pauses them while they wait, by the same calls an operator makes.
  ///
  /// One backup stands there as waiting, one as a source that is locked. Resuming them does what they say.
  private func admitPaused() async throws {
    let tasks =
      try await backup("db-02", in: "servers-hk", as: "db-02-0413")
      + replica(of: "web-01-0410", to: DemoPlan.bangkok, in: "dr-servers-bkk")
    for task in tasks { _ = try await context.cloud.steer(task.id, .pause, by: context.requester) }
  }

  private func last() async throws -> [CloudTask] {
    if try find("web-01-0412") == nil { try touch("web-01-system.raw", chunks: [5, 17, 30], day: 2) }
    return try await backup("web-01", in: "servers-hk", as: "web-01-0412")
  }

  // MARK: - One thing each; nothing where it is there already

  func backup(_ resource: String, in vault: String, as name: String) async throws -> [CloudTask] {
    if let present = try find(name) { return try unfinished(making: present.id) }
    let server = try context.engine.servers().first { $0.name == resource }
    let disk = try context.engine.disks().first { $0.name == resource }
    let system = try context.engine.fileSystems().first { $0.name == resource }
    guard let id = server?.id ?? disk?.id ?? system?.id,
      let region = server?.region ?? disk?.region ?? system?.region, let vault = try self.vault(vault, region)
    else { return [] }
    let type: ResourceType = server != nil ? .server : disk != nil ? .disk : .turbo
    let request = BackupRequest(type: type, resource: id, vault: vault.id, name: name)
    return try admitted(try await context.cloud.createBackup(request, by: context.requester))
  }

  private func replica(of backup: String, to region: String, in vault: String) async throws -> [CloudTask] {
    guard let source = try find(backup), let vault = try self.vault(vault, region) else { return [] }
    if let present = source.replicas.first(where: { $0.region == region }) {
      return try unfinished(making: present.id)
    }
    let destination = Destination(region: region, project: vault.project, vault: vault.id)
    let request = ReplicaRequest(backup: source.id, destination: destination, description: "kept for the auditors")
    return try admitted(try await context.cloud.createReplicas([request], by: context.requester))
  }

  private func snapshot(_ disk: String, _ name: String) async throws -> [CloudTask] {
    let listing = Listing(.snapshots, text: name)
    if case .snapshots(let window) = try context.catalog.rows(listing, at: .offset(0), limit: 1),
      let present = window.rows.first
    {
      return try unfinished(making: present.id)
    }
    guard let id = try context.engine.disks().first(where: { $0.name == disk })?.id else { return [] }
    let request = SnapshotRequest(disk: id, name: name)
    return try admitted(try await context.cloud.createSnapshot(request, by: context.requester))
  }

  private func admitted(_ admission: Admission) throws -> [CloudTask] {
    if !admission.refused.isEmpty { throw Refused(admission.refused) }
    return admission.tasks
  }

  /// What an earlier run that was cut off has left to do.
  private func unfinished(making id: String) throws -> [CloudTask] {
    try context.catalog.tasks(touching: id, limit: 10).filter { $0.target?.id == id && $0.status.moves }
  }

  private func touch(_ file: String, chunks: [Int], day: UInt64) throws {
    try DemoPlan.disk(file)?.image.touch("\(folder)/\(file)", chunks: chunks, day: day)
  }

  /// The original of this name.
  private func find(_ name: String) throws -> Backup? {
    guard case .one(let id) = try context.catalog.resolve(name, as: .backup) else { return nil }
    return try context.catalog.backup(id)
  }

  private func vault(_ name: String, _ region: String) throws -> Vault? {
    try context.catalog.vaults(region: region).first { $0.name == name }
  }
}
