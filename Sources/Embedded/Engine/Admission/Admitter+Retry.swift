import Foundation
import Replication

extension Admitter {
  /// Asks again for what a failed or cancelled task was to do.
  func admitAgain(_ task: CloudTask) throws -> Verdict {
    let order = try premises.orders.load(task.id) ?? WorkOrder()
    guard let source = task.source?.id else { throw EngineError.orderLost(task: task.id) }
    if let policy = order.backup?.policy, lineage.policy == nil {
      // What a policy made stays its own when an operator tries again.
      var again = self
      again.lineage.policy = policy
      return try again.admitAgain(task)
    }
    switch task.type {
    case .replication:
      return try admit(
        ReplicaRequest(
          backup: source,
          destination: Destination(
            region: task.target?.region ?? "", project: order.backup?.project, vault: task.target?.vault),
          name: task.target?.name, description: order.backup?.description ?? "", trigger: task.trigger))
    case .copy:
      return try admit(
        SnapshotCopyRequest(snapshot: source, region: task.target?.region ?? "", name: task.target?.name))
    case .backup:
      return try admit(
        BackupRequest(
          type: order.backup?.type ?? .server, resource: source, vault: task.target?.vault ?? "",
          name: task.target?.name, allowOpen: order.allowOpen))
    case .snapshot:
      return try admit(SnapshotRequest(disk: source, name: task.target?.name, allowOpen: order.allowOpen))
    case .image:
      guard let output = order.output else { throw EngineError.orderLost(task: task.id) }
      return try admit(ImageRequest(backup: source, output: output, format: order.format ?? .raw))
    case .verify:
      return try admitVerification(of: source)
    case .filesystem, .provision, .drill: return try admitUseAgain(task, of: source, order)
    case .delete, .collect, .importing:
      throw EngineError.notYet(feature: "Retrying a task of type \(task.type.rawValue)")
    }
  }

  /// Asks again for what was to be made of a backup, an image or a snapshot.
  private func admitUseAgain(_ task: CloudTask, of source: String, _ order: WorkOrder) throws -> Verdict {
    if task.type == .drill {
      let scratch = order.scratch.map { ($0 as NSString).deletingLastPathComponent }
      return try admit(
        DrillRequest(source: source, percent: order.percent ?? 100, scratch: scratch, trigger: task.trigger))
    }
    if let system = order.fileSystem {
      return try admit(
        FileSystemRequest(
          backup: source, name: system.name, path: system.path, isPrivileged: order.isPrivileged ?? false))
    }
    if let server = order.server {
      return try admit(ServerRequest(image: source, name: server.name, project: server.project, path: server.folder))
    }
    guard let disk = order.disk else { throw EngineError.orderLost(task: task.id) }
    return try admit(DiskRequest(snapshot: source, name: disk.name, path: disk.path))
  }
}
