import Catalog
import Foundation
import Replication

extension Premises {
  /// Keeps the row a task was making, so that a retry makes the same again.
  ///
  /// Where it cannot be kept, the task ends all the same; a retry then gives the target no description.
  func keepTarget(of task: CloudTask) {
    guard let id = task.target?.id else { return }
    do {
      var order = try orders.load(task.id) ?? WorkOrder()
      switch task.type {
      case .backup, .replication: order.backup = try catalog.backup(id) ?? order.backup
      case .snapshot, .copy: order.snapshot = try catalog.snapshot(id) ?? order.snapshot
      default: return
      }
      try orders.put(order, for: task.id)
    } catch {
      notices.post("Task \(task.id): \(Words.line(error))")
    }
  }

  /// Notes a policy's success in its source's store; where that is out of reach, the catalog's note stands alone.
  func appendLedger(_ entry: LedgerEntry, in region: String) {
    do {
      try stores.writable(region).appendLedger(entry)
    } catch {
      notices.post("\(region): \(Words.line(error))")
    }
  }

  /// Ends a task's session in its target's store; what cannot be ended now is ended at the next opening.
  func endSession(of task: CloudTask) {
    switch task.type {
    case .backup, .snapshot, .replication, .copy: break
    default: return
    }
    guard let region = task.target?.region else { return }
    do {
      let store = try stores.writable(region)
      try store.endSession(try store.beginSession(task.id))
    } catch {
      notices.post("\(region): \(Words.line(error))")
    }
  }
}

extension CatalogTransaction {
  /// Removes the row of what a task was making.
  func removeTarget(of task: CloudTask) throws {
    guard let id = task.target?.id else { return }
    switch task.type {
    case .backup, .replication: try removeBackup(id)
    case .snapshot, .copy: try removeSnapshot(id)
    default: break
    }
  }
}
