import Catalog
import Foundation
import Replication

extension Mover {
  /// Writes the disks of a backup or replica as raw files; only its own region's store is needed (S58, S60).
  func makeImage() throws {
    let source = try sourceID()
    guard let folder = ImageFolder(task: task, orders: premises.orders) else {
      throw EngineError.orderLost(task: task.id)
    }
    let store = try premises.stores.readable(source.region)
    guard let stored = try store.backup(source.id) else {
      throw EngineError.sourceGone(id: source.id, region: source.region)
    }
    // What an earlier attempt has written is taken up; the folder's name is this task's own.
    try folder.make()
    var disks: [Image.Disk] = []
    for (name, disk) in zip(ImageFolder.names(of: stored.disks), stored.disks) {
      let path = folder.path(name)
      let hash = try store.restore(disk, to: path, continues: true, observer: observer)
      disks.append(Image.Disk(name: name, path: path, size: disk.size, sha256: hash))
    }
    try folder.sync()
    let image = Image(
      id: try targetID().id, name: stored.backup.name, region: source.region, backup: source.id, disks: disks,
      createdAt: premises.clock.now)
    try publish {
      try ImageRecords(folder: premises.imagesFolder).put(image)
    } catalog: {
      try $0.put(image)
    }
  }
}
