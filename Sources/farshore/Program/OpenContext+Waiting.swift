import Replication

extension OpenContext {
  /// Ends a creating command: waits for its one task and prints what it made, or prints the task at once.
  func finish(
    _ admission: Admission, noWait: Bool, show: (String) throws -> ExitStatus
  ) async throws -> ExitStatus {
    guard admission.refused.isEmpty, let task = admission.tasks.first else {
      throw Declined(refusals: admission.refused.map { RefusalShape($0) })
    }
    if noWait {
      try leaveToWorker()
      return try printTask(task)
    }
    let ended = try await finish(admission.tasks.map(\.id))
    if let failure = TaskVerdict.failure(of: ended) { throw TasksFailed(tasks: ended, cause: failure) }
    // A cloud may name what it makes only when it is made.
    return try show(ended.first?.target?.id ?? task.target?.id ?? task.id)
  }

  /// Ends a submitting command: prints the tasks on admission, or with `wait` when they have ended.
  func finish(_ submitted: Submitted, wait: Bool) async throws -> ExitStatus {
    if let withheld = submitted.withheld { throw withheld }
    let (tasks, refused, unreachable) = (submitted.tasks, submitted.refused, submitted.unreachable)
    if let unreachable, tasks.isEmpty, refused.isEmpty { throw unreachable }
    guard wait else {
      if !tasks.isEmpty { try leaveToWorker() }
      return try output.admission(tasks, refused: refused, unreachable: unreachable?.explanation)
    }
    if !refused.isEmpty, !output.json {
      for refusal in refused { output.diagnose(refusal.line(output.names)) }
    }
    let ended = try await finish(tasks.map(\.id))
    return try output.admission(ended, refused: refused, unreachable: unreachable?.explanation, waited: true)
  }

  /// Prints one task.
  func printTask(_ task: CloudTask) throws -> ExitStatus {
    if output.json {
      try output.document(TaskShape(task))
      return .done
    }
    var detail = Detail()
    detail.add("task", task.id)
    detail.add("type", task.type.rawValue)
    detail.add("status", task.status.rawValue)
    detail.add("phase", task.status == .running ? task.phase.rawValue : nil)
    detail.add("source", task.source.map { "\($0.name) in \($0.region) (\($0.id))" })
    detail.add("target", task.target.map { "\($0.name) in \($0.region) (\($0.id))" })
    detail.add(
      "progress",
      task.bytesTransferred == nil
        ? "\(task.percent)%; this cloud does not say how many bytes"
        : "\(task.percent)%, \(ByteFormat.short(task.bytesDone)) of \(ByteFormat.short(task.bytesTotal))")
    detail.add("crossed", task.bytesTransferred.map { ByteFormat.short($0) })
    detail.add("trigger", task.trigger.rawValue)
    detail.add("operator", task.requestedBy.description)
    detail.add("created", Moment.text(task.createdAt))
    detail.add("started", task.startedAt.map { Moment.text($0) })
    detail.add("ended", task.endedAt.map { Moment.text($0) })
    detail.add("error", task.error)
    detail.add("note", task.note)
    try detail.print(to: output)
    return .done
  }
}
