import Catalog
import Embedded
import Foundation
import Replication

/// An embedded context in this process, with one source region and many destinations.
struct QueuePlace: Sendable {
  let folder: String
  let cloud: EmbeddedCloud
  /// The regions to replicate to.
  let destinations: [String]
  private let files: ContextFiles
  private let server: String
  private let vault: String
  static let name = "queue"
  private static let requester = Operator(user: "bench", host: "bench")
  private static let capacity: Int64 = 1 << 50

  /// The disk of its one server.
  var disk: String { folder + "/disk.img" }

  static func make(in folder: String, regions: Int, diskSize: Int = 4 << 20) async throws -> QueuePlace {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = ContextFiles(home: Home(folder: folder + "/home"))
    try files.add(ContextFile(name: name))
    let cloud = try EmbeddedCloud.open(home: files.home, context: name)
    let destinations = (0..<regions).map { "there-\($0)" }
    for region in ["here"] + destinations {
      let project = Project(id: region, name: region, region: region, isDefault: true)
      try cloud.addRegion(
        Region(id: region, name: region, projects: [project]), store: folder + "/" + region, quota: nil)
      _ = try await cloud.createVault(
        VaultRequest(
          name: "in-" + region, region: region, type: .server,
          protection: region == "here" ? .backup : .replication, capacity: capacity),
        by: requester)
    }
    let disk = folder + "/disk.img"
    try RawFile(disk, .create).setSize(Int64(diskSize))
    let server = try cloud.addServer(
      name: "subject", region: "here", project: nil, kind: .ecs, disks: [(usage: .system, path: disk)], forcedRaw: true)
    guard let vault = try cloud.catalog.vaults(region: "here").first else {
      throw BenchmarkError.wrong("the vault is not there")
    }
    return QueuePlace(
      folder: folder, cloud: cloud, destinations: destinations, files: files, server: server.id, vault: vault.id)
  }

  /// Sets the rate of all links in bytes a second; felt within two seconds.
  func limitLinks(to rate: Int64?) throws { try files.update(Self.name) { $0.settings.linkRate = rate } }

  /// Fills the beginning of the disk with what cannot be compressed; whoever backs it up finds it closed.
  func fillDisk(_ bytes: Int) throws {
    let file = try RawFile(disk, .change)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(bytes, 1 << 20), alignment: 4096)
    defer { buffer.deallocate() }
    for offset in stride(from: 0, to: bytes, by: buffer.count) {
      Content.incompressible.fill(buffer, seed: UInt64(offset) + 1)
      try file.write(UnsafeRawBufferPointer(buffer), at: Int64(offset))
    }
  }

  func backUp(_ name: String) async throws -> String {
    let request = BackupRequest(type: .server, resource: server, vault: vault, name: name)
    let admission = try await cloud.createBackup(request, by: Self.requester)
    let ended = try await cloud.waitForEnd(of: admission.tasks.map(\.id))
    guard let task = ended.first, task.status == .success, let backup = task.target?.id else {
      throw BenchmarkError.wrong("the backup \(name) failed: \(ended.first?.error ?? "it was refused")")
    }
    return backup
  }

  func replicate(_ backup: String, to region: String) async throws {
    let request = ReplicaRequest(backup: backup, destination: Destination(region: region))
    let admission = try await cloud.createReplicas([request], by: Self.requester)
    guard admission.refused.isEmpty else {
      throw BenchmarkError.wrong("a replica was refused: \(admission.refused[0])")
    }
  }

  /// How many tasks run, once there are so many or the time is over.
  func waitForRunning(_ wanted: Int, seconds: Double) async throws -> Int {
    let watch = Stopwatch()
    var most = 0
    while watch.seconds < seconds, most < wanted {
      most = max(most, try cloud.catalog.allTasks(statuses: [.running]).count)
      try await Task.sleep(for: .milliseconds(100))
    }
    return most
  }

  /// How many replicas each region has received.
  func finished() throws -> [String: Int] {
    try cloud.catalog.allTasks(statuses: [.success]).reduce(into: [:]) { counts, task in
      if task.type == .replication, let region = task.target?.region { counts[region, default: 0] += 1 }
    }
  }
}
