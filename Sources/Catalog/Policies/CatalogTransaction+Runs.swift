public import Foundation
import GRDB
public import Replication

extension CatalogTransaction {
  /// Adds a run; answers false, changing nothing, where another agent has taken the same time of the same policy.
  public func claim(_ run: PolicyRun) throws -> Bool {
    if let policy = run.policy?.id, let slot = run.slot {
      let taken = try integer(
        "SELECT count(*) FROM policy_run WHERE policy = ? AND slot = ?", [policy, slot.timeIntervalSinceReferenceDate])
      if taken > 0 { return false }
    }
    try put(run)
    return true
  }

  /// Adds or changes a run; its counts are looked up when it is read, never stored.
  public func put(_ run: PolicyRun) throws {
    try upsert(
      "policy_run",
      [
        "id": run.id, "policy": run.policy?.id, "policyName": run.policy?.name, "operation": run.operation.rawValue,
        "vaults": try Self.json(run.vaults), "destination": try run.destination.map { try Self.json($0) },
        "slot": run.slot?.timeIntervalSinceReferenceDate, "trigger": run.trigger.rawValue,
        "user": run.requestedBy.user, "host": run.requestedBy.host,
        "started": run.startedAt.timeIntervalSinceReferenceDate,
        "admitted": run.admittedAt?.timeIntervalSinceReferenceDate,
        "ended": run.endedAt?.timeIntervalSinceReferenceDate, "skipped": run.isSkipped, "note": run.note,
        "cancelled": run.cancelledAt?.timeIntervalSinceReferenceDate,
      ])
  }

  /// Notes what a run did with something; the same again changes nothing.
  public func add(_ item: PolicyRunItem, to run: String) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO policy_item (run, source, name, region, vault, outcome, code, message, task)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """
    ).execute(
      arguments: [
        run, item.source.id, item.source.name, item.region, item.vault, item.outcome.rawValue, item.code, item.message,
        item.task,
      ])
    touched.insert("policy_item")
  }

  /// One run by its whole id.
  public func policyRun(_ id: String) throws -> PolicyRun? {
    try runs(fetch("SELECT * FROM policy_run WHERE id = ?", [id])).first
  }

  /// The ids of the runs whose id begins so, at most `limit`; regardless of letter case.
  public func policyRuns(startingWith prefix: String, limit: Int) throws -> [String] {
    guard !prefix.isEmpty else { return [] }
    let low = prefix.lowercased()
    return try fetch(
      "SELECT id FROM policy_run WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", [low, low + "\u{10FFFF}", limit]
    ).map { try Fields($0).text("id") }
  }

  /// The newest runs of a policy, newest first.
  public func policyRuns(of policy: String, limit: Int) throws -> [PolicyRun] {
    try runs(
      fetch(
        "SELECT * FROM policy_run WHERE policy = ? ORDER BY started DESC, id DESC LIMIT ?", [policy, max(0, limit)]))
  }

  /// The runs that have not ended, oldest first.
  public func openPolicyRuns() throws -> [PolicyRun] {
    try runs(fetch("SELECT * FROM policy_run WHERE ended IS NULL ORDER BY started, id"))
  }

  /// Whether any run has not ended.
  public func hasOpenPolicyRuns() throws -> Bool {
    try fetchOne("SELECT 1 FROM policy_run WHERE ended IS NULL LIMIT 1") != nil
  }

  /// Whether somebody cancelled a run.
  public func isCancelled(run: String) throws -> Bool {
    try fetchOne("SELECT 1 FROM policy_run WHERE id = ? AND cancelled IS NOT NULL", [run]) != nil
  }

  /// The newest scheduled time that anybody took for a policy.
  public func lastSlot(of policy: String) throws -> Date? {
    try fetchOne("SELECT max(slot) AS slot FROM policy_run WHERE policy = ?", [policy]).flatMap {
      Fields($0).optionalDate("slot")
    }
  }

  /// What a run did, in the order in which it did it.
  public func policyItems(of run: String) throws -> [PolicyRunItem] {
    try fetch(
      """
      SELECT policy_item.*, task.status AS taskStatus, task.error AS taskError FROM policy_item
      LEFT JOIN task ON task.id = policy_item.task WHERE policy_item.run = ? ORDER BY policy_item.number
      """, [run]
    ).map { row in
      let fields = Fields(row)
      return PolicyRunItem(
        source: NamedReference(id: try fields.text("source"), name: try fields.text("name")),
        region: try fields.text("region"), vault: try fields.text("vault"),
        outcome: try fields.word("outcome", else: .failed), code: fields.optionalText("code"),
        message: fields.optionalText("message"), task: fields.optionalText("task"),
        status: fields.optionalText("taskStatus").flatMap { TaskStatus(rawValue: $0) },
        error: fields.optionalText("taskError"))
    }
  }

  /// The tasks of a run, oldest first.
  public func tasks(parent run: String) throws -> [CloudTask] {
    try tasks(fetch(Self.taskQuery("task.parent = ? ORDER BY task.created, task.id"), [run]))
  }

  /// The newest task by which a policy replicated a backup to a region, whatever became of it (S22).
  public func lastPolicyTask(source: String, region: String) throws -> CloudTask? {
    try tasks(
      fetch(
        Self.taskQuery(
          """
          task.source = ? AND task.targetRegion = ? AND task.type = 'replication' AND task.trigger = 'policy'
          ORDER BY task.created DESC, task.rowid DESC LIMIT 1
          """), [source, region])
    ).first
  }

  /// Everything a policy made that is still there, oldest first.
  public func backups(policy: String) throws -> [Backup] {
    try backups(fetch("SELECT * FROM backup WHERE policy = ? ORDER BY created, id", [policy]))
  }

  private func runs(_ rows: [Row]) throws -> [PolicyRun] {
    try rows.map { row in
      var run = try PolicyRun(Fields(row))
      run.counts = try counts(of: run.id)
      return run
    }
  }

  private func counts(of run: String) throws -> PolicyRunCounts {
    var counts = PolicyRunCounts()
    for row in try fetch(
      "SELECT status, type = 'drill' AS proves, count(*) AS tasks FROM task WHERE parent = ? GROUP BY 1, 2", [run])
    {
      let fields = Fields(row)
      let number = Int(try fields.integer("tasks"))
      let status: TaskStatus = try fields.word("status", else: .paused)
      if status == .success {
        if try fields.flag("proves") { counts.drilled += number } else { counts.done += number }
      } else if status.hasEnded {
        counts.failed += number
      } else {
        counts.open += number
      }
    }
    for row in try fetch(
      "SELECT outcome, count(DISTINCT source) AS items FROM policy_item WHERE run = ? GROUP BY outcome", [run])
    {
      let fields = Fields(row)
      let number = Int(try fields.integer("items"))
      switch try fields.text("outcome") {
      case "skipped": counts.skipped = number
      case "failed": counts.failed += number
      case "deleted": counts.deleted = number
      default: break
      }
    }
    return counts
  }
}

extension PolicyRun {
  fileprivate init(_ fields: Fields) throws {
    let id = fields.optionalText("policy")
    self.init(
      id: try fields.text("id"),
      policy: id.map { NamedReference(id: $0, name: fields.optionalText("policyName") ?? $0) },
      operation: try fields.word("operation", else: .replication),
      vaults: try fields.list("vaults", of: String.self),
      destination: try fields.optional("destination", as: Destination.self), slot: fields.optionalDate("slot"),
      trigger: try fields.word("trigger", else: .manual),
      requestedBy: Operator(user: try fields.text("user"), host: try fields.text("host")),
      startedAt: try fields.date("started"), admittedAt: fields.optionalDate("admitted"),
      endedAt: fields.optionalDate("ended"), cancelledAt: fields.optionalDate("cancelled"),
      isSkipped: try fields.flag("skipped"), note: fields.optionalText("note"))
  }
}
