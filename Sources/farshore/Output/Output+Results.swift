import Replication

extension Output {
  /// Prints what came of a deletion or cancellation.
  func deletion(done: [String], refused: [RefusalShape], word: String) throws -> ExitStatus {
    if json {
      try document(DeletionShape(done: done, refused: refused))
    } else {
      for id in done { try line("\(word) \(id): done") }
      for refusal in refused { diagnose(refusal.line) }
    }
    return refused.isEmpty ? .done : .refused
  }

  /// Prints a plan.
  func plan(_ plan: Plan, refused: [RefusalShape]) throws -> ExitStatus {
    let all = refused + plan.refused.map { RefusalShape($0) }
    if json {
      try document(PlanShape(plan, refused: all))
    } else {
      for item in plan.allowed {
        let place = [item.destination.region, item.destination.project, item.destination.vault].compactMap(\.self)
        let crossing = item.toTransfer.map { ", about \(ByteFormat.short($0)) would cross" } ?? ""
        try line(
          "can go: \(item.source) → \(place.joined(separator: "/")) as \(item.name), traffic "
            + "\(ByteFormat.short(item.traffic))\(crossing)")
      }
      for warning in plan.warnings { remark("remark: \(warning)") }
      for refusal in all { diagnose(refusal.line) }
    }
    return all.isEmpty ? .done : .refused
  }

  /// Prints admitted tasks with what was refused, and judges: refused before failed before done.
  ///
  /// Ended tasks are judged only where the command waited for them.
  func admission(_ tasks: [CloudTask], refused: [RefusalShape], waited: Bool) throws -> ExitStatus {
    let failure = waited ? TaskVerdict.failure(of: tasks) : nil
    if json {
      try document(
        AdmissionShape(
          tasks: tasks.map(TaskShape.init), refused: refused, error: failure.map { ErrorShape($0.explanation) }))
    } else {
      for task in tasks { try line(Self.words(task)) }
      for refusal in refused { diagnose(refusal.line) }
      if let failure { diagnose("farshore: \(failure.explanation.message)") }
    }
    if !refused.isEmpty { return .refused }
    return failure == nil ? .done : .failed
  }

  /// One line for a task.
  static func words(_ task: CloudTask) -> String { "task \(task.id): \(ProgressDisplay.words(task))" }
}
