import Catalog
import CloudWire
import Foundation
public import Replication

extension TencentAccount {
  /// Requests for one source and name: they go to the cloud as one.
  private struct Batch {
    var snapshot: String
    var name: String?
    var requests: [SnapshotCopyRequest]
  }

  /// Asks for copies, each with its own outcome (S47); what the cloud refuses without a rule of ours is a failed task.
  public func copySnapshots(_ requests: [SnapshotCopyRequest], by requester: Operator) async throws -> Admission {
    var admission = Admission()
    var withheld: TencentError?
    let batches = Self.batches(requests)
    for batch in batches {
      do {
        let one = try await admit(batch, by: requester)
        admission.tasks += one.tasks
        admission.refused += one.refused
      } catch let error as TencentError where error.isWithheld {
        // A dry run shows the requests of all of them.
        withheld = error
      } catch let error as TencentError where batches.count > 1 {
        admission.tasks += try failures(batch, error, by: requester)
      }
    }
    if let withheld { throw withheld }
    return admission
  }

  /// Says what `copySnapshots` would do, by the same evaluation of what is known now.
  public func plan(_ requests: [SnapshotCopyRequest]) async throws -> Plan {
    var plan = Plan()
    for request in requests {
      let (source, refused) = try judge(request)
      plan.refused += refused
      guard let source else { continue }
      let name = Self.name(request.name)
      plan.allowed.append(
        Plan.Allowed(
          source: source.id, destination: Destination(region: request.region),
          name: name ?? DefaultNames.snapshotCopy(of: source), traffic: source.size, toTransfer: nil))
      plan.warnings += await warnings(region: request.region, name: name)
    }
    return plan
  }

  /// What forbids nothing but should be known: an estimated quota, a name that only one of the vendor's sites takes.
  private func warnings(region: String, name: String?) async -> [String] {
    var warnings: [String] = []
    // An estimate that cannot be had is none; the cloud has the last word.
    if let use = try? await client.use(region: region), let warning = use.warning(region: region) {
      warnings.append(warning)
    }
    if let name, name.utf8.count > FieldRules.snapshotNameLimit {
      warnings.append(
        "The name has \(name.utf8.count) bytes; the vendor's international site may take no more than "
          + "\(FieldRules.snapshotNameLimit).")
    }
    return warnings
  }

  private static func batches(_ requests: [SnapshotCopyRequest]) -> [Batch] {
    var batches: [Batch] = []
    for request in requests {
      let fits = batches.firstIndex { batch in
        batch.snapshot == request.snapshot && batch.name == request.name
          && !batch.requests.contains { $0.region == request.region }
      }
      if let fits {
        batches[fits].requests.append(request)
      } else {
        batches.append(Batch(snapshot: request.snapshot, name: request.name, requests: [request]))
      }
    }
    return batches
  }

  /// The name to be asked for; nothing and blanks mean the cloud's own (S45).
  private static func name(_ wanted: String?) -> String? {
    guard let wanted, !FieldRules.isBlank(wanted) else { return nil }
    return wanted
  }

  private func judge(_ request: SnapshotCopyRequest) throws -> (Snapshot?, [Refusal]) {
    let rules = rules
    return try catalog.read { transaction in
      guard let facts = try transaction.snapshotFacts(for: request) else {
        let refusal = Self.unknown("snapshot", request.snapshot, region: request.region)
        return (nil, [refusal] + FieldRules.snapshotName(request.name ?? "", countsUTF16: true))
      }
      let refused = rules.refusals(request, facts)
      return (refused.isEmpty ? facts.snapshot : nil, refused)
    }
  }

  /// Reads the source anew, judges, and asks for what may go.
  private func admit(_ batch: Batch, by requester: Operator) async throws -> Admission {
    var admission = Admission()
    if let source = try catalog.snapshot(batch.snapshot) {
      let rows = try await sync.read([source.id], region: source.region).rows
      if rows.isEmpty { try catalog.write(durable: false) { try $0.removeSnapshot(source.id) } }
    }
    var allowed: [SnapshotCopyRequest] = []
    var source: Snapshot?
    for request in batch.requests {
      let (found, refused) = try judge(request)
      admission.refused += refused
      guard let found else { continue }
      source = found
      allowed.append(request)
    }
    guard let source else { return admission }
    let attempt = CopyAttempt(client: client, clock: clock, source: source, name: Self.name(batch.name))
    let outcomes: [String: CopyAttempt.Outcome]
    do {
      outcomes = try await attempt.copies(to: allowed.map(\.region))
    } catch {
      guard let fault = error.fault else { throw error }
      let refused = try allowed.compactMap { try refusal(fault, source, to: $0.region) }
      guard !refused.isEmpty else { throw error }
      admission.refused += refused
      return admission
    }
    for request in allowed {
      guard let outcome = outcomes[request.region] else { continue }
      try note(outcome, of: source, request, by: requester, in: &admission)
    }
    lookout.nudge()
    return admission
  }

  private func note(
    _ outcome: CopyAttempt.Outcome, of source: Snapshot, _ request: SnapshotCopyRequest, by requester: Operator,
    in admission: inout Admission
  ) throws {
    switch outcome {
    case .made(let id): admission.tasks.append(try begin(id, source, request, by: requester))
    case .refused(let fault):
      if let refusal = try refusal(fault, source, to: request.region) {
        admission.refused.append(refusal)
      } else {
        let sentence = "\(request.region): \(fault.sentence)"
        admission.tasks.append(try fail(source, request, sentence, by: requester))
      }
    case .unknown(let error):
      let words = error.explanation
      admission.tasks.append(try fail(source, request, "\(words.message) \(words.next)", by: requester))
    }
  }

  /// Puts the task and the row of what it makes, which has its id at once (S54).
  private func begin(
    _ id: String, _ source: Snapshot, _ request: SnapshotCopyRequest, by requester: Operator
  ) throws -> CloudTask {
    let name = Self.name(request.name) ?? DefaultNames.snapshotCopy(of: source)
    return try catalog.write(durable: true) { transaction in
      // A look at the source may have come first and taken the copy for somebody else's.
      let noted = try transaction.taskInFlight(source: source.id, region: request.region, types: [.copy])
      var task = self.task(source, request, name: name, by: requester)
      if let noted, noted.requestedBy == SnapshotKeeper.stranger { task.id = noted.id }
      task.target = TaskEndpoint(id: id, name: name, region: request.region)
      if try transaction.snapshot(id) == nil {
        try transaction.put(
          Snapshot(
            id: id, name: name, state: .copyingFromRemote, percent: 0, region: request.region, project: "0",
            disk: source.disk, usage: source.usage, size: source.size, createdAt: source.createdAt,
            source: SourceLink(id: source.id, region: source.region)))
      }
      try transaction.put(task)
      try transaction.appendAudit(
        audit("copy", source.id, region: request.region, by: requester, facts: ["task": task.id, "snapshot": id]))
      return task
    }
  }

  private func task(
    _ source: Snapshot, _ request: SnapshotCopyRequest, name: String, by requester: Operator
  ) -> CloudTask {
    CloudTask(
      id: UUID().uuidString.lowercased(), type: .copy, status: .running, phase: .writing,
      source: TaskEndpoint(id: source.id, name: source.name, region: source.region),
      target: TaskEndpoint(id: "", name: name, region: request.region), requestedBy: requester,
      bytesTotal: source.size, bytesTransferred: nil, createdAt: clock.now, startedAt: clock.now)
  }

  /// A destination that failed for a reason that is no rule of ours stands in the list of tasks with its reason.
  private func fail(
    _ source: Snapshot, _ request: SnapshotCopyRequest, _ sentence: String, by requester: Operator
  ) throws -> CloudTask {
    let name = Self.name(request.name) ?? DefaultNames.snapshotCopy(of: source)
    var task = self.task(source, request, name: name, by: requester)
    (task.status, task.phase, task.endedAt, task.error) = (.failed, .done, clock.now, sentence)
    let failed = task
    try catalog.write(durable: true) { transaction in
      try transaction.put(failed)
      try transaction.appendAudit(
        audit(
          "copy", source.id, region: request.region, by: requester, outcome: "failed", facts: ["reason": sentence]))
    }
    return failed
  }

  private func failures(_ batch: Batch, _ error: TencentError, by requester: Operator) throws -> [CloudTask] {
    guard let source = try catalog.snapshot(batch.snapshot) else { throw error }
    let words = error.explanation
    return try batch.requests.map { try fail(source, $0, "\(words.message) \(words.next)", by: requester) }
  }

  /// The cloud's refusal as one of our rules, in its own words; nil where no rule of ours says the same.
  private func refusal(_ fault: TencentFault, _ source: Snapshot, to region: String) throws -> Refusal? {
    let regions = try catalog.regions()
    let request = TencentCodes.Request.copy(
      source, regions.first { $0.id == region }, source: regions.first { $0.id == source.region })
    guard let code = TencentCodes.rule(fault, for: request) else { return nil }
    if code == .betaNotGranted { try catalog.write(durable: false) { try $0.noteBetaRefused(at: clock.now) } }
    let field: RequestField =
      switch code {
      case .snapshotQuota, .copyInProgress, .regionUnsupported, .financeZone: .region
      case .snapshotNameLength: .name
      default: .source
      }
    return Refusal(
      code: code, message: "\(region): \(fault.sentence).", field: field, source: source.id, region: region)
  }
}
