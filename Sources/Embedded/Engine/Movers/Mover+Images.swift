import Catalog
import Foundation
import Replication

extension Mover {
  /// Writes the disks of a backup or replica as files; only its own region's store is needed (S58, S60).
  func makeImage() throws {
    let source = try sourceID()
    guard let folder = ImageFolder(task: task, orders: premises.orders) else {
      throw EngineError.orderLost(task: task.id)
    }
    let format = try order().format ?? .raw
    let store = try premises.stores.readable(source.region)
    guard let stored = try store.backup(source.id) else {
      throw EngineError.sourceGone(id: source.id, region: source.region)
    }
    // What an earlier attempt has written is taken up; the folder's name is this task's own.
    try folder.make()
    var disks: [Image.Disk] = []
    for (name, disk) in zip(ImageFolder.names(of: stored.disks.map(\.usage)), stored.disks) {
      let path = folder.path(name)
      let hash = try store.restore(disk, to: path, continues: true, observer: observer)
      disks.append(Image.Disk(name: name, path: path, size: disk.size, sha256: hash))
      if format == .qcow2 { disks[disks.count - 1] = try convert(disks[disks.count - 1], in: folder) }
    }
    let image = Image(
      id: try targetID().id, name: stored.backup.name, region: source.region, backup: source.id, disks: disks,
      createdAt: premises.clock.now, domain: try domain(of: stored.backup, disks, in: folder))
    try folder.sync()
    try publish {
      try ImageRecords(folder: premises.imagesFolder).put(image)
    } catalog: {
      try $0.put(image)
    }
  }

  /// Makes a qcow2 file of a raw one that was just written and verified, and removes the raw one.
  private func convert(_ raw: Image.Disk, in folder: ImageFolder) throws -> Image.Disk {
    guard let program = QemuImg(in: premises.programs) else {
      throw EngineError.programNotStarted(path: QemuImg.name, errno: ENOENT)
    }
    var disk = raw
    disk.path = folder.path(raw.name, .qcow2)
    // What an earlier attempt left of it is worth nothing; usually there is nothing.
    _ = unlink(disk.path)
    disk.format = .qcow2
    try program.convert(raw: raw.path, to: disk.path) { hasMoved in
      if hasMoved { assignment.showLife() }
      if let reason = assignment.stopped { throw reason }
    }
    disk.sha256 = try FileDigest.settled(disk.path, pulse: observer.checkpoint)
    guard unlink(raw.path) == 0 else {
      throw EngineError.io(operation: "remove", path: raw.path, errno: errnoNow())
    }
    return disk
  }

  /// Writes a domain for a server's disks; gives back where.
  private func domain(of backup: Backup, _ disks: [Image.Disk], in folder: ImageFolder) throws -> String? {
    guard backup.type == .server else { return nil }
    let text = LibvirtDomain.text(
      name: backup.resource.name, id: try targetID().id,
      disks: disks.map { LibvirtDomain.Disk(path: $0.path, format: $0.format ?? .raw) })
    try SafeFile.replace(folder.domain, with: text)
    return folder.domain
  }
}
