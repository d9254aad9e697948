import Catalog
import Embedded
import Foundation
import Replication

/// Makes the demo context by the same calls an operator's commands make; a run that was cut off is taken up again.
struct DemoBuilder: Sendable {
  let session: Session
  let home: Home

  /// The folder of disk images and stores.
  var folder: String { home.data + "/demo" }
  /// Says that the demo was completed: from then on it belongs to the operator, and nothing is made again.
  private var mark: String { folder + "/complete" }

  /// Makes what is missing.
  /// - Parameter rate: The links' rate; nil leaves what is set.
  func build(rate: SettingChange?) async throws {
    let files = ContextFiles(home: home)
    let isOurs = FileManager.default.fileExists(atPath: folder)
    let exists = try files.names().contains(DemoPlan.context)
    if exists, !isOurs { throw CommandError.demoTaken }
    try home.makeFolder(folder + "/stores")
    let lock = try FolderLock(folder)
    defer { lock.release() }
    if !exists || !FileManager.default.fileExists(atPath: mark) {
      session.output.remark("Making the demo context with real data in \(folder); this takes some seconds.")
      if !exists { try files.add(ContextFile(name: DemoPlan.context)) }
      try await fill()
      let usual = SettingChange.linkRate(DemoPlan.linkRate)
      try files.update(DemoPlan.context) { (rate ?? usual).apply(to: &$0.settings) }
      guard FileManager.default.createFile(atPath: mark, contents: Data()) else {
        throw CommandError.demoFile(path: mark, errno: errno)
      }
    } else if let rate {
      try files.update(DemoPlan.context) { rate.apply(to: &$0.settings) }
    }
    try takeOver(files)
  }

  /// Makes the demo the current context where the current one is as good as none: embedded, without a region yet.
  private func takeOver(_ files: ContextFiles) throws {
    guard let current = try files.current(), current != DemoPlan.context else { return }
    let file = try files.load(current)
    guard file.provider == .embedded, file.regions.isEmpty else { return }
    try files.use(DemoPlan.context)
    session.output.remark("The current context is demo now: \(current) has no region yet.")
  }

  private func fill() async throws {
    try writeImages()
    let context = OpenContext(
      cloud: try EmbeddedCloud.open(home: home, context: DemoPlan.context), home: home, name: DemoPlan.context,
      session: session)
    try register(context)
    try await DemoHistory(context: context, folder: folder).make()
  }

  private func writeImages() throws {
    for disk in DemoPlan.servers.flatMap(\.disks) + DemoPlan.volumes.map(\.disk) {
      let path = "\(folder)/\(disk.file)"
      if FileManager.default.fileExists(atPath: path) { continue }
      let draft = path + ".draft"
      try disk.image.write(to: draft)
      guard rename(draft, path) == 0 else { throw CommandError.demoFile(path: path, errno: errno) }
    }
    try writeTree()
  }

  private func writeTree() throws {
    let path = "\(folder)/\(DemoTree.folder)"
    if FileManager.default.fileExists(atPath: path) { return }
    let draft = path + ".draft"
    // What a run that was cut off has left; where it cannot be removed, writing fails and says so.
    try? FileManager.default.removeItem(atPath: draft)
    try DemoTree.write(to: draft)
    guard rename(draft, path) == 0 else { throw CommandError.demoFile(path: path, errno: errno) }
  }

  private func register(_ context: OpenContext) throws {
    let cloud = try context.engine
    let known = Set(try context.catalog.regions().map(\.id))
    for (region, quota) in DemoPlan.regions where !known.contains(region.id) {
      try cloud.addRegion(region, store: "\(folder)/stores/\(region.id)", quota: quota)
    }
    let projects = Set(try context.catalog.regions().flatMap(\.projects).map { "\($0.region)/\($0.name)" })
    for (name, region) in DemoPlan.projects where !projects.contains("\(region)/\(name)") {
      _ = try cloud.addProject(name: name, region: region, isDefault: false)
    }
    let servers = Set(try cloud.servers().map(\.name))
    for server in DemoPlan.servers where !servers.contains(server.name) {
      _ = try cloud.addServer(
        name: server.name, region: server.region, project: nil, kind: server.kind,
        disks: server.disks.map { ($0.usage, "\(folder)/\($0.file)") }, forcedRaw: false)
    }
    let disks = Set(try cloud.disks().map(\.name))
    for volume in DemoPlan.volumes where !disks.contains(volume.name) {
      _ = try cloud.addDisk(
        name: volume.name, region: volume.region, project: nil, usage: volume.disk.usage,
        path: "\(folder)/\(volume.disk.file)", forcedRaw: false)
    }
    if try !cloud.fileSystems().contains(where: { $0.name == DemoTree.name }) {
      _ = try cloud.addFileSystem(
        name: DemoTree.name, region: DemoPlan.home, project: nil, path: "\(folder)/\(DemoTree.folder)")
    }
  }
}
