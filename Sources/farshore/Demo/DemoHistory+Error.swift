import Catalog
import Replication

extension DemoHistory {
  /// Records a backup in the state *error* directly, with the interrupted task of its clean-up.
  ///
  /// The engine removes what fails, so that only a failed clean-up would leave one. The task was admitted by the same
  /// call an operator makes: *Resume* makes the backup after all, *Cancel* (Discard) takes both away.
  func recordError() async throws {
    guard let admitted = try await backup("db-02", in: "servers-hk", as: "db-02-0409").first else { return }
    _ = try await context.cloud.steer(admitted.id, .pause, by: context.requester)
    try context.catalog.write(durable: true) { transaction in
      guard var task = try transaction.task(admitted.id), let id = task.target?.id,
        var row = try transaction.backup(id)
      else { return }
      (task.status, task.phase) = (.interrupted, .cleaning)
      task.error = "The disk was pulled out while it was read, and the clean-up failed."
      row.status = .error
      try transaction.put(task)
      try transaction.put(row)
    }
  }
}
