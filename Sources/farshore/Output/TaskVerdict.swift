import Replication

/// Whether tasks that were waited for did what they should.
enum TaskVerdict {
  /// What went wrong, in words; nil if all succeeded.
  static func failure(of tasks: [CloudTask]) -> CommandError? {
    let left = tasks.filter { $0.status != .success }
    return left.isEmpty ? nil : .tasksFailed(left.map(words), tasks: left.map(\.id))
  }

  // `Verification of b1 failed: …`
  private static func words(_ task: CloudTask) -> String {
    var subject = task.type.label
    if let name = task.source?.name, !name.isEmpty { subject += " of \(name)" }
    if let region = task.target?.region, task.type == .replication || task.type == .copy { subject += " to \(region)" }
    let cause = task.error.map { ": \($0)" } ?? "."
    return "\(subject) \(verb(task.status))\(cause)"
  }

  private static func verb(_ status: TaskStatus) -> String {
    switch status {
    case .waiting: "still waits"
    case .running: "still runs"
    case .paused: "is paused"
    case .interrupted: "was interrupted"
    case .success: "succeeded"
    case .failed: "failed"
    case .skipped: "was skipped"
    case .cancelled: "was cancelled"
    }
  }
}
