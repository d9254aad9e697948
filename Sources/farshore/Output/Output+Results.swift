import Replication

extension Output {
  /// Prints what came of a deletion or cancellation.
  ///
  /// - Parameter labels: What people call the things, by id; the id alone where it says nothing.
  func deletion(done: [String], refused: [RefusalShape], word: String, labels: [String: String] = [:]) throws
    -> ExitStatus
  {
    if json {
      try document(DeletionShape(done: done, refused: refused))
    } else {
      for id in done { try line("\(word) \(labels[id].map { "\($0) (\(id)): deleted" } ?? "\(id): done")") }
      for refusal in refused { diagnose(refusal.line(names)) }
      sayRest(done: done.count, "done", refused: refused.count)
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
        let destination = item.destination
        let place = [
          destination.region, destination.project.map(names.project), destination.vault.map(names.vault),
        ].compactMap(\.self)
        let crossing = item.toTransfer.map { ", about \(ByteFormat.short($0)) would cross" } ?? ""
        try line(
          "can go: \(names.source(item.source)) → \(place.joined(separator: "/")) as \(item.name), traffic "
            + "\(ByteFormat.short(item.traffic))\(crossing)")
      }
      for warning in plan.warnings { remark("remark: \(warning)") }
      for refusal in all { diagnose(refusal.line(names)) }
    }
    return all.isEmpty ? .done : .refused
  }

  /// Prints admitted tasks with what was refused, and judges: refused before unreachable before failed before done.
  ///
  /// Ended tasks are judged only where the command waited for them.
  func admission(_ tasks: [CloudTask], refused: [RefusalShape], unreachable: Explanation? = nil, waited: Bool = false)
    throws
    -> ExitStatus
  {
    let failure = unreachable ?? (waited ? TaskVerdict.failure(of: tasks)?.explanation : nil)
    if json {
      try document(
        AdmissionShape(
          tasks: tasks.map(TaskShape.init), refused: refused, error: failure.map(ErrorShape.init)))
    } else {
      for task in tasks { try line(Self.words(task)) }
      // Whoever waited has read them before the wait.
      if !waited { for refusal in refused { diagnose(refusal.line(names)) } }
      sayRest(done: tasks.count, "begun", refused: refused.count)
      if let failure { diagnose("farshore: \(failure.message)") }
    }
    if !refused.isEmpty { return .refused }
    if unreachable != nil { return .unreachable }
    return failure == nil ? .done : .failed
  }

  /// Says whether all of an order was refused or only some of it, which the exit status does not tell.
  func sayRest(done: Int, _ word: String, refused: Int) {
    guard refused > 0 else { return }
    diagnose("farshore: \(done == 0 ? "nothing was \(word)" : "\(done) \(word)"), \(refused) refused.")
  }

  /// One line for a task.
  static func words(_ task: CloudTask) -> String { "task \(task.id): \(ProgressDisplay.words(task))" }
}
