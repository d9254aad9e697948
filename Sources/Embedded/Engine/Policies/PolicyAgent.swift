import Catalog
import Foundation
import Replication

/// What an agent does for policies: begins what is due, ends what has run, lets go of what is no longer kept.
///
/// Several agents may do so at once: a time of a policy belongs to whoever writes its row first, and what is done to a
/// run is done under its lock.
struct PolicyAgent {
  let premises: Premises
  let rules: RuleBook
  /// Asked between two runs and two deletions; where it says no, the next start goes on.
  var goesOn: () -> Bool = { true }

  /// How late a run may begin without counting as missed, in seconds.
  static let grace = 900.0

  /// The name under which an agent asks.
  private var requester: Operator { Operator(user: "agent", host: Self.host) }

  /// The kernel's name for the machine; Foundation's may ask the network.
  private static var host: String {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "localhost" }
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Does everything that is due; the moment of the next run, nil where none is planned.
  func round() throws -> Date? {
    try settle()
    let file = try premises.contextFile()
    for policy in file.policies where policy.isEnabled {
      do {
        try begin(policy)
      } catch let error as any ExplainedError {
        // One policy's trouble is not the others'.
        premises.notices.post("\(policy.name): \(Words.line(error))")
      }
    }
    return file.policies.compactMap { $0.nextRuns(1, after: premises.clock.now).first }.min()
  }

  // MARK: - Beginning

  private func begin(_ policy: Policy) throws {
    let now = premises.clock.now
    let last = try premises.catalog.read { try $0.lastSlot(of: policy.id) }
    let from = max(policy.since, last ?? policy.since)
    guard let slot = policy.schedule.latest(after: from, through: now) else { return }
    let runner = PolicyRunner(premises: premises, rules: rules, requester: requester)
    let missed = policy.schedule.runs(after: from, through: slot, limit: 1_000).count - 1
    let isLate = now.timeIntervalSince(slot) > Self.grace
    var note = missed > 0 ? Self.missedWords(missed, policy) : nil
    if isLate {
      if policy.missed == .skip {
        let before = missed > 0 ? ", nor at \(missed) before" : ""
        return try skip(policy, slot, "No agent was running at that time\(before).")
      }
      note = Self.missedWords(missed + 1, policy)
    }
    if policy.operation != .replication, let words = try stillGoing(policy) { return try skip(policy, slot, words) }
    _ = try runner.perform(runner.newRun(policy, slot: slot, note: note), policy: policy)
  }

  private static func missedWords(_ count: Int, _ policy: Policy) -> String {
    let runs = count == 1 ? "1 run was" : "\(count) runs were"
    return policy.missed == .once
      ? "Makes up for what was missed: \(runs) missed." : "\(runs.capitalizedFirst) missed and left out."
  }

  /// Why a backup or drill policy cannot begin now: its run before has not ended.
  private func stillGoing(_ policy: Policy) throws -> String? {
    let open = try premises.catalog.read { try $0.openPolicyRuns() }.filter { $0.policy?.id == policy.id }
    guard let run = open.first(where: { $0.status == .running }) else { return nil }
    let began = policy.schedule.zone.text(run.slot ?? run.startedAt)
    return "The run of \(began) still goes on: \(run.counts.open) of its tasks have not ended."
  }

  private func skip(_ policy: Policy, _ slot: Date, _ words: String) throws {
    let runner = PolicyRunner(premises: premises, rules: rules, requester: requester)
    var run = runner.newRun(policy, slot: slot, note: words)
    run.isSkipped = true
    (run.admittedAt, run.endedAt) = (run.startedAt, run.startedAt)
    let skipped = run
    _ = try premises.catalog.write(durable: true) { try $0.claim(skipped) }
  }

  // MARK: - Ending

  /// Goes on with runs whose maker died, ends those whose last task has ended, and applies retention.
  func settle() throws {
    // Drills that were admitted may have ended while the run's lock was held.
    while goesOn(), try settleOnce() {}
  }

  /// One pass; whether drills were admitted in it.
  private func settleOnce() throws -> Bool {
    let open = try premises.catalog.read { try $0.openPolicyRuns() }
    guard open.contains(where: { $0.admittedAt == nil || $0.counts.open == 0 }) else { return false }
    let policies = try premises.contextFile().policies
    var drills = 0
    for run in open where run.admittedAt == nil || run.counts.open == 0 {
      guard goesOn() else { return false }
      guard let lock = try premises.claims.take(run.id) else { continue }
      defer { lock.release(removing: true) }
      let policy = policies.first { $0.id == run.policy?.id }
      do {
        drills += try settle(run.id, policy)
      } catch {
        // One run's trouble is not the others'.
        premises.notices.post("\(run.policy?.name ?? "Run \(run.id)"): \(Words.line(error))")
      }
    }
    return drills > 0
  }

  /// Brings one run on, its lock held; how many drills were admitted.
  private func settle(_ id: String, _ policy: Policy?) throws -> Int {
    // Read anew under the lock: another agent may have ended it a moment ago.
    guard var run = try premises.catalog.read({ try $0.policyRun(id) }), run.endedAt == nil else { return 0 }
    if run.admittedAt == nil {
      let runner = PolicyRunner(premises: premises, rules: rules, requester: run.requestedBy)
      run = try runner.admit(run, policy: policy).run ?? run
    }
    guard run.counts.open == 0 else { return 0 }
    if let policy {
      let driller = PolicyDriller(premises: premises, rules: rules, requester: run.requestedBy)
      let drills = try driller.drillMade(by: run, policy)
      guard drills == 0 else { return drills }
      guard try retain(policy, run) else { return 0 }
    }
    try premises.catalog.write(durable: true) { transaction in
      guard var present = try transaction.policyRun(id), present.endedAt == nil else { return }
      present.endedAt = premises.clock.now
      try transaction.put(present)
    }
    return 0
  }

  /// Applies retention after a run, but for one that was cancelled; false where it was broken off and is gone on with.
  private func retain(_ policy: Policy, _ run: PolicyRun) throws -> Bool {
    var isCancelled = try premises.isCancelled(run)
    guard !isCancelled else { return true }
    var keeper = RetentionKeeper(premises: premises, rules: rules, requester: requester)
    keeper.goesOn = {
      // What cannot be read now is read at the next deletion, which needs the catalog as well.
      isCancelled = isCancelled || ((try? premises.isCancelled(run)) ?? false)
      return !isCancelled && goesOn()
    }
    return try keeper.apply(policy, run) || isCancelled
  }
}

extension Premises {
  /// Ends the runs whose last task has ended, in whichever process that was; what goes wrong is a notice.
  ///
  /// - Parameter goesOn: Asked between two steps; where it says no, the rest is left to the next start.
  func settleRuns(while goesOn: () -> Bool = { true }) {
    do {
      guard try catalog.read({ try $0.hasOpenPolicyRuns() }) else { return }
      try withoutActuallyEscaping(goesOn) { goesOn in
        try PolicyAgent(premises: self, rules: try rules(), goesOn: goesOn).settle()
      }
    } catch {
      notices.post(Words.line(error))
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
