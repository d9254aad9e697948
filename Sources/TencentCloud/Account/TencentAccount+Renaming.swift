import Catalog
public import Replication

extension TencentAccount {
  /// Gives a snapshot another name; copies in other regions keep theirs; throws `Refused`.
  public func rename(_ id: String, to name: String, by requester: Operator) async throws {
    var refused = FieldRules.snapshotName(name, countsUTF16: true)
    if FieldRules.isBlank(name) {
      refused.append(Refusal(code: .snapshotNameLength, message: "Give the name that it is to have.", field: .name))
    }
    guard let known = try catalog.snapshot(id) else { throw Refused(refused + [Self.unknown("snapshot", id)]) }
    guard refused.isEmpty else { throw Refused(refused) }
    do {
      _ = try await client.call(ModifySnapshotAttribute(snapshot: id, name: name), region: known.region)
    } catch {
      let isDone =
        error.leavesOutcomeOpen ? try await sync.read([id], region: known.region).rows.first?.name == name : false
      if !isDone {
        guard let fault = error.fault, TencentCodes.rule(fault, for: .delete) != nil else { throw error }
        throw Refused([try refusal(fault, id, region: known.region)])
      }
    }
    try catalog.write(durable: true) { transaction in
      if var row = try transaction.snapshot(id) {
        row.name = name
        try transaction.put(row)
      }
      try transaction.appendAudit(
        audit("rename", id, region: known.region, by: requester, facts: ["from": known.name, "to": name]))
    }
  }
}
