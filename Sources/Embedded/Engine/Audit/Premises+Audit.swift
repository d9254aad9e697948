import Catalog
import Foundation
import Replication

extension Premises {
  /// A line of the audit about a task.
  func audit(_ action: String, _ task: CloudTask, outcome: String = "done", by requester: Operator? = nil)
    -> AuditEntry
  {
    AuditEntry(
      date: clock.now, requester: requester ?? task.requestedBy, action: action,
      subject: task.source?.id ?? task.target?.id ?? "", region: task.target?.region ?? task.source?.region ?? "",
      outcome: outcome,
      facts: [
        "name": task.source?.name ?? task.target?.name ?? "", "task": task.id, "type": task.type.rawValue,
        "target": task.target?.id ?? "",
      ])
  }

  /// A line of the audit about a vault.
  func audit(_ action: String, _ vault: Vault, by requester: Operator) -> AuditEntry {
    AuditEntry(
      date: clock.now, requester: requester, action: action, subject: vault.id, region: vault.region,
      facts: ["name": vault.name, "capacity": "\(vault.capacity)"])
  }

  /// Lets stores witness how the audit ends now.
  func keepAuditHead(in regions: [String?]) {
    do {
      guard let head = try catalog.read({ try $0.auditHead() }) else { return }
      for region in Set(regions.compactMap(\.self)) { try stores.writable(region).keep(head) }
    } catch {
      // The next change is witnessed instead; until then `audit verify` proves the lines before the last head.
    }
  }

  /// Begins the audit of a new catalog: it says which audits came before, so that they are not lost in silence.
  func beginAudit(_ transaction: CatalogTransaction, regions: [RegionEntry]) throws {
    guard try transaction.auditHead() == nil else { return }
    // A store that cannot be read now is named by `audit verify`.
    let present = regions.compactMap { try? stores.writable($0.id) }
    try transaction.appendAudit(
      AuditEntry(
        date: clock.now, requester: Operator(user: NSUserName(), host: ProcessInfo.processInfo.hostName),
        action: CatalogTransaction.beginsAudit, facts: witnessed(by: present)))
  }

  /// The audits that stores have seen so far, and how many lines each had.
  func witnessed(by stores: [RegionStore]) -> [String: String] {
    let heads = stores.flatMap { (try? $0.auditHeads.all().values) ?? [] }
    return Dictionary(heads.map { ($0.chain, $0.number) }, uniquingKeysWith: max).mapValues(String.init)
  }
}
