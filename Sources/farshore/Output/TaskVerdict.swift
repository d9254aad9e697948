import Replication

/// Whether tasks that were waited for did what they should.
enum TaskVerdict {
  /// What went wrong, in words; nil if all succeeded.
  static func failure(of tasks: [CloudTask]) -> CommandError? {
    let causes = tasks.filter { $0.status != .success }.map(words)
    return causes.isEmpty ? nil : .tasksFailed(causes)
  }

  private static func words(_ task: CloudTask) -> String {
    let subject = [task.type.rawValue, task.source?.name].compactMap(\.self).joined(separator: " of ")
    let cause = task.error.map { ": \($0)" } ?? "."
    return "The \(subject) is \(task.status.rawValue) (task \(task.id))\(cause)"
  }
}
