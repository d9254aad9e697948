import Catalog
import Foundation
import Replication

extension Mover {
  /// Makes a server of an image, or a disk of a snapshot; only their own region's store is needed (S58).
  func provision() throws {
    let order = try order()
    if let server = order.server {
      try makeServer(server, order)
    } else if let disk = order.disk {
      try makeDisk(disk, order)
    } else {
      throw EngineError.orderLost(task: task.id)
    }
  }

  private func makeServer(_ server: Server, _ order: WorkOrder) throws {
    guard let folder = server.folder else { throw EngineError.orderLost(task: task.id) }
    if try !premises.contextFile().servers.contains(where: { $0.id == server.id }), !isMade(folder, order) {
      try write(server, as: folder)
      try note(RestorePlace.staging(folder, task: task.id), order)
    }
    try register(folder) { file in
      guard !file.servers.contains(where: { $0.id == server.id }) else { return false }
      let refused =
        EngineRefusals.server(server.name, region: server.region, project: server.project, file)
        + server.disks.flatMap {
          EngineRefusals.disk($0.name, region: server.region, project: server.project, file)
        }
      guard refused.isEmpty else { throw EngineError.nameTakenMeanwhile(name: server.name, region: server.region) }
      file.servers.append(server)
      return true
    }
  }

  /// Writes all disks into the folder that is filled first: from the store, verified chunk by chunk.
  private func write(_ server: Server, as folder: String) throws {
    let source = try sourceID()
    guard let image = try premises.catalog.image(source.id) else {
      throw EngineError.sourceGone(id: source.id, region: source.region)
    }
    let store = try premises.stores.readable(image.region)
    guard let stored = try store.backup(image.backup), stored.disks.count == server.disks.count else {
      throw EngineError.sourceGone(id: image.backup, region: image.region)
    }
    let staging = RestorePlace.staging(folder, task: task.id)
    try ImageFolder.makeAll((folder as NSString).deletingLastPathComponent)
    try RestorePlace.makeFolder(staging)
    for (disk, made) in zip(stored.disks, server.disks) {
      _ = try store.restore(
        disk, to: "\(staging)/\((made.path as NSString).lastPathComponent)", continues: true, observer: observer)
    }
    let disks = server.disks.map { LibvirtDomain.Disk(path: $0.path, format: .raw) }
    try SafeFile.replace(
      "\(staging)/\(ImageFolder.domainName)",
      with: LibvirtDomain.text(name: server.name, id: server.id, disks: disks))
    try RestorePlace.sync(staging)
  }

  private func makeDisk(_ disk: Disk, _ order: WorkOrder) throws {
    if try !premises.contextFile().disks.contains(where: { $0.id == disk.id }), !isMade(disk.path, order) {
      let source = try sourceID()
      let store = try premises.stores.readable(source.region)
      guard let stored = try store.snapshot(source.id) else {
        throw EngineError.sourceGone(id: source.id, region: source.region)
      }
      let staging = RestorePlace.staging(disk.path, task: task.id)
      _ = try store.restore(stored.disk, to: staging, continues: true, observer: observer)
      try note(staging, order)
    }
    try register(disk.path) { file in
      guard !file.disks.contains(where: { $0.id == disk.id }) else { return false }
      guard EngineRefusals.disk(disk.name, region: disk.region, project: disk.project, file).isEmpty else {
        throw EngineError.nameTakenMeanwhile(name: disk.name, region: disk.region)
      }
      file.disks.append(disk)
      return true
    }
  }

  /// Whether an attempt that died gave what it made its name already; then it only has to be registered.
  private func isMade(_ path: String, _ order: WorkOrder) -> Bool {
    guard let inode = order.madeInode else { return false }
    return inode == RestorePlace.inode(path)
  }

  /// Notes what the disk calls the complete file or folder, before it gets its name.
  private func note(_ staging: String, _ order: WorkOrder) throws {
    var order = order
    order.madeInode = RestorePlace.inode(staging)
    try premises.orders.put(order, for: task.id)
  }

  /// Gives what was made its name and registers it, in this order; both at most once.
  ///
  /// - Parameter add: Adds it to the file; false when it is there already.
  private func register(_ path: String, _ add: (inout ContextFile) throws -> Bool) throws {
    try publish {
      try premises.files.update(premises.context) { file in
        guard try add(&file) else { return }
        let staging = RestorePlace.staging(path, task: task.id)
        if RestorePlace.isTaken(staging) { try RestorePlace.finish(staging, as: path) }
      }
      try Reconciliation(premises: premises).putRegions(try premises.contextFile())
    } catalog: { _ in
    }
  }
}
