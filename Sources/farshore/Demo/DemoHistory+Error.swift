import Catalog
import Embedded
import Foundation
import Replication

extension DemoHistory {
  /// Records a backup in the state *error* directly.
  ///
  /// The engine removes what fails, so that only a failed clean-up would leave one. With it stands the interrupted task of that clean-up; *Cancel* (Discard) takes both away.
  func recordError() throws {
    let name = "db-02-0409"
    guard case .none = try context.catalog.resolve(name, as: .backup),
      let server = try context.engine.servers().first(where: { $0.name == "db-02" }),
      let vault = try context.catalog.vaults(region: DemoPlan.home).first(where: { $0.name == "servers-hk" })
    else { return }
    let now = Date()
    let size = DemoPlan.servers.first { $0.name == "db-02" }?.disks.reduce(0) { $0 + Int64($1.image.size) } ?? 0
    let row = Backup(
      id: UUID().uuidString.lowercased(), name: name, type: .server, status: .error, region: vault.region,
      project: vault.project, vault: NamedReference(id: vault.id, name: vault.name),
      resource: ResourceReference(id: server.id, name: server.name, kind: server.kind), size: size,
      containsSystemDisk: true, createdAt: now)
    let task = CloudTask(
      id: UUID().uuidString.lowercased(), type: .backup, status: .interrupted, phase: .cleaning,
      source: TaskEndpoint(id: server.id, name: server.name, region: server.region),
      target: TaskEndpoint(id: row.id, name: row.name, region: row.region, vault: vault.id),
      requestedBy: context.requester, bytesTotal: size, createdAt: now, startedAt: now,
      error: "The disk was pulled out while it was read, and the clean-up failed.")
    try context.catalog.write(durable: true) { transaction in
      try transaction.put(row)
      try transaction.put(task)
    }
  }
}
