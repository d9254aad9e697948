import Catalog
import CloudWire
public import Replication

extension HuaweiAccount {
  /// Asks for an image of a server backup or replica, named like it (S58); the output folder means nothing here.
  public func createImage(_ request: ImageRequest, by requester: Operator) async throws -> Admission {
    guard let backup = try catalog.backup(request.backup) else {
      return Admission(refused: [
        Refusal(
          code: .unknownID, message: "There is no backup \(request.backup.debugDescription).", field: .source,
          source: request.backup)
      ])
    }
    let refused = imageRefusals(backup)
    guard refused.isEmpty else { return Admission(refused: refused) }
    let place = HuaweiPlace(region: backup.region, project: backup.project)
    do {
      let job = try await client.createImage(IMSImageWish(name: backup.name, backupId: backup.id), place)
      return try await begin(job, backup, by: requester)
    } catch let error as HuaweiError {
      guard let refused = refusedError(error, region: backup.region, source: backup.id) as? Refused else { throw error }
      return Admission(refused: refused.refusals)
    }
  }

  private func begin(_ job: String, _ backup: Backup, by requester: Operator) async throws -> Admission {
    let task = CloudTask(
      id: job, type: .image, status: .waiting,
      source: TaskEndpoint(id: backup.id, name: backup.name, region: backup.region, vault: backup.vault.id),
      target: TaskEndpoint(id: job, name: backup.name, region: backup.region), requestedBy: requester,
      bytesTotal: max(backup.size, 100), bytesTransferred: nil, createdAt: clock.now)
    try catalog.write(durable: true) { transaction in
      try transaction.put(task)
      try transaction.appendAudit(
        audit("image", backup.id, region: backup.region, by: requester, facts: ["task": job]))
    }
    lookout.nudge()
    return Admission(tasks: [task])
  }

  private func imageRefusals(_ backup: Backup) -> [Refusal] {
    var refused: [Refusal] = []
    func refuse(_ code: RefusalCode, _ message: String) {
      refused.append(
        Refusal(code: code, message: message, field: .source, source: backup.id, region: backup.region))
    }
    if backup.type != .server {
      refuse(.notECS, "Images are made of server backups; this one is of a \(backup.type.rawValue).")
    } else if backup.containsSystemDisk != true {
      refuse(.noSystemDisk, "This backup has no system disk, so no server could start from its image.")
    }
    if backup.status != .available { refuse(.notAvailable, "\(backup.name) is \(backup.status.label).") }
    return refused
  }
}
