import Catalog
import Foundation
import Replication

extension Mover {
  /// Writes the tree of a backup or replica into a new folder and registers it; only its own region's store is needed.
  func makeFileSystem() throws {
    let source = try sourceID()
    var order = try order()
    guard var system = order.fileSystem else { throw EngineError.orderLost(task: task.id) }
    if try premises.contextFile().fileSystems.contains(where: { $0.id == system.id }) {
      return try publish {
      } catalog: { _ in
      }
    }
    // An attempt that died after it gave the folder its name only has to register it.
    if order.madeInode == nil || order.madeInode != RestorePlace.inode(system.path) {
      let store = try premises.stores.readable(source.region)
      guard let stored = try store.backup(source.id), let tree = stored.tree else {
        throw EngineError.sourceGone(id: source.id, region: source.region)
      }
      let staging = RestorePlace.staging(system.path, task: task.id)
      let outcome = try store.restoreTree(
        tree, to: system.path, staging: staging, isPrivileged: order.isPrivileged ?? false, observer: observer
      ) { outcome, inode in
        (system.note, system.leftOut) = (outcome.sentence, outcome.leftOut)
        order.fileSystem = system
        order.madeInode = inode
        try premises.orders.put(order, for: task.id)
      }
      (system.note, system.leftOut) = (outcome.sentence, outcome.leftOut)
    }
    try publish(note: system.note) { [system] in
      try premises.files.update(premises.context) { file in
        if !file.fileSystems.contains(where: { $0.id == system.id }) { file.fileSystems.append(system) }
      }
    } catalog: { _ in
    }
  }
}
