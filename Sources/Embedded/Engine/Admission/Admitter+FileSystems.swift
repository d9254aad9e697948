import Catalog
import Foundation
import Replication

extension Admitter {
  /// Admits the making of a file system of an SFS Turbo backup or replica (S59).
  func admit(_ request: FileSystemRequest) throws -> Verdict {
    guard request.path.hasPrefix("/") else { throw EngineError.notAbsolute(path: request.path) }
    guard let source = try premises.catalog.backup(request.backup) else {
      return Verdict(
        refused: [EngineRefusals.unknown("backup", request.backup)]
          + FieldRules.resourceName(request.name, field: .name))
    }
    guard source.type == .turbo else { throw EngineError.notATree(name: source.name) }
    let file = try premises.contextFile()
    let names = EngineRefusals.fileSystem(request.name, region: source.region, project: source.project, file)
    _ = try premises.stores.readable(source.region)
    var status = stat()
    guard lstat(request.path, &status) != 0 else { throw StoreError.targetExists(path: request.path) }
    let system = FileSystem(
      id: targetID(), name: request.name, region: source.region, project: source.project, path: request.path)
    let id = retried?.id ?? premises.newID()
    let order = WorkOrder(fileSystem: system, isPrivileged: request.isPrivileged)
    return try ordered(order, as: id) { transaction in
      var refused = try retryRefusals(transaction) + names
      guard let backup = try transaction.backup(request.backup) else {
        return Verdict(refused: refused + [EngineRefusals.unknown("backup", request.backup)])
      }
      if backup.status != .available {
        refused.append(
          EngineRefusals.notAvailable(
            backup.name, id: backup.id, state: backup.status.label, verb: "used for a file system"))
      }
      guard refused.isEmpty else { return Verdict(refused: refused) }
      let task = task(
        .filesystem, id: id,
        source: TaskEndpoint(id: backup.id, name: backup.name, region: backup.region, vault: backup.vault.id),
        target: TaskEndpoint(id: system.id, name: system.name, region: system.region), bytes: backup.size)
      try put(task, transaction)
      return Verdict(task: task)
    }
  }
}
