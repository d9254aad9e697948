import Replication

/// Steers one transfer and takes its reports; only memory is touched here, the crew's foreman writes to the catalog.
struct MoverObserver: TransferObserver {
  let assignment: Assignment
  let pacer: LinkPacer
  /// The link to keep the limit of; nil within one region.
  let link: Link?

  func checkpoint() throws {
    assignment.showLife()
    if let reason = assignment.stopped { throw reason }
  }

  func pace(_ bytes: Int, beforeWaiting: () throws -> Void) throws {
    guard let link else { return }
    var waits = false
    defer { if waits { assignment.leaveLine() } }
    try pacer.pace(
      bytes, over: link, as: assignment.task.id,
      beforeWaiting: {
        try beforeWaiting()
        assignment.joinLine()
        waits = true
      }, paid: assignment.pay
    ) {
      if let reason = assignment.stopped { throw reason }
    }
  }

  func progress(_ progress: TransferProgress) { assignment.note(progress) }
}
