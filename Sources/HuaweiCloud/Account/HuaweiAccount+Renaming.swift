import Catalog
import CloudWire
public import Replication

extension HuaweiAccount {
  /// Gives a backup or replica another name; throws `Refused`.
  public func rename(_ id: String, to name: String, by requester: Operator) async throws {
    var refused = FieldRules.resourceName(name, field: .name, countsUTF16: true)
    guard let known = try catalog.backup(id) else {
      let message = "There is no backup \(id.debugDescription)."
      throw Refused(refused + [Refusal(code: .unknownID, message: message, field: .source, source: id)])
    }
    if known.status.isBusy {
      let message = "\(known.name) is \(known.status.label); it can be renamed when that has ended."
      refused.append(Refusal(code: .notAvailable, message: message, field: .source, source: id, region: known.region))
    }
    guard refused.isEmpty else { throw Refused(refused) }
    let place = HuaweiPlace(region: known.region, project: known.project)
    do {
      _ = try await client.renameBackup(id, name: name, place)
    } catch {
      let isDone = error.mayHaveBeenDone ? try await sync.read(backup: id, place).row?.name == name : false
      guard isDone else { throw refusedError(error, region: known.region, source: id) }
    }
    try catalog.write(durable: true) { transaction in
      if var row = try transaction.backup(id) {
        row.name = name
        try transaction.put(row)
      }
      try transaction.appendAudit(
        audit("rename", id, region: known.region, by: requester, facts: ["from": known.name, "to": name]))
    }
  }
}
