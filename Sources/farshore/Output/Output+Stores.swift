import Embedded
import Replication

extension Output {
  /// Prints what a verification of stores found and put right.
  func verification(_ findings: [StoreFinding]) throws -> ExitStatus {
    let problems = findings.filter { !$0.healed }.map(ProblemShape.init)
    let healed = findings.filter(\.healed).map(ProblemShape.init)
    let failure = problems.isEmpty ? nil : CommandError.damageFound(problems.count)
    if json {
      try document(
        VerificationShape(problems: problems, healed: healed, error: failure.map { ErrorShape($0.explanation) }))
    } else {
      for problem in healed { try line("healed: \(words(problem))") }
      for problem in problems { try line(words(problem)) }
      if failure == nil { try line("Everything is whole.") }
    }
    if let failure, !json { diagnose("farshore: \(failure.explanation.message)") }
    return failure == nil ? .done : .failed
  }

  /// Prints what collections freed, or would free.
  func collections(_ done: [StoreCollection]) throws {
    if json { return try document(CollectionShape(collected: done)) }
    for one in done {
      let verb = one.dryRun ? "would free" : "freed"
      let packs = one.packs == 1 ? "1 pack" : "\(one.packs) packs"
      let rewritten = one.rewritten > 0 ? ", \(one.dryRun ? "write" : "wrote") \(one.rewritten) anew" : ""
      let waiting = one.deferredBytes > 0 ? "; \(ByteFormat.short(one.deferredBytes)) wait for a running task" : ""
      try line("\(one.region): \(verb) \(ByteFormat.short(one.bytes)) in \(packs)\(rewritten)\(waiting)")
    }
  }

  private func words(_ problem: ProblemShape) -> String {
    let backup = problem.backup.map { " Needed by \(names.source($0))." } ?? ""
    // Most messages name the object themselves.
    let object = problem.message.contains(problem.object) ? "" : "\(problem.object): "
    return "\(problem.region): \(object)\(problem.message)\(backup)"
  }
}
