import Catalog
import Replication

extension Admitter {
  /// Admits the making of an image (S58).
  func admit(_ request: ImageRequest) throws -> Verdict {
    guard request.output.hasPrefix("/") else { throw EngineError.notAbsolute(path: request.output) }
    let id = retried?.id ?? premises.newID()
    guard let source = try premises.catalog.backup(request.backup) else {
      return Verdict(refused: [EngineRefusals.unknown("backup", request.backup)])
    }
    guard source.type != .turbo else {
      throw EngineError.isATree(name: source.name)
    }
    _ = try premises.stores.readable(source.region)
    let tools = request.format == .qcow2 && QemuImg(in: premises.programs) == nil ? [EngineRefusals.noQemuImg] : []
    return try ordered(WorkOrder(output: request.output, format: request.format), as: id) { transaction in
      var refused = try retryRefusals(transaction) + tools
      guard let backup = try transaction.backup(request.backup) else {
        return Verdict(refused: refused + [EngineRefusals.unknown("backup", request.backup)])
      }
      if backup.status != .available {
        refused.append(
          EngineRefusals.notAvailable(
            backup.name, id: backup.id, state: backup.status.label, verb: "used for an image"))
      }
      guard refused.isEmpty else { return Verdict(refused: refused) }
      let task = task(
        .image, id: id, source: endpoint(backup),
        target: TaskEndpoint(id: targetID(), name: backup.name, region: backup.region), bytes: backup.size)
      try put(task, transaction)
      return Verdict(task: task)
    }
  }

  /// Admits a verification.
  func admitVerification(of id: String) throws -> Verdict {
    try premises.catalog.write(durable: true) { transaction in
      let present = try readable(id, for: "verified", transaction)
      let refused = try retryRefusals(transaction) + present.refused
      guard refused.isEmpty, let source = present.source else { return Verdict(refused: refused) }
      let task = task(.verify, source: source, target: nil, bytes: present.size)
      try put(task, transaction)
      return Verdict(task: task)
    }
  }

  /// Admits a restore drill.
  func admit(_ request: DrillRequest) throws -> Verdict {
    guard (1...100).contains(request.percent) else { throw EngineError.sampleRange(percent: request.percent) }
    let place = request.scratch ?? EngineFolders(home: premises.home, context: premises.context).drills
    guard place.hasPrefix("/") else { throw EngineError.notAbsolute(path: place) }
    let region = try premises.catalog.read {
      try $0.backup(request.source)?.region ?? $0.snapshot(request.source)?.region
    }
    guard let region else {
      return Verdict(refused: [EngineRefusals.unknown("backup or snapshot", request.source)])
    }
    _ = try premises.stores.readable(region)
    let id = retried?.id ?? premises.newID()
    return try ordered(WorkOrder(scratch: "\(place)/drill-\(id)", percent: request.percent), as: id) { transaction in
      let present = try readable(request.source, for: "rebuilt", transaction)
      let refused = try retryRefusals(transaction) + present.refused
      guard refused.isEmpty, let source = present.source else { return Verdict(refused: refused) }
      let task = task(
        .drill, id: id, source: source, target: nil, trigger: request.trigger, bytes: present.size)
      try put(task, transaction)
      return Verdict(task: task)
    }
  }

  /// What is read whole, be it a backup, a replica or a snapshot, and why it cannot be just now.
  private func readable(
    _ id: String, for verb: String, _ transaction: CatalogTransaction
  ) throws -> (source: TaskEndpoint?, size: Int64, refused: [Refusal]) {
    if let backup = try transaction.backup(id) {
      let refused =
        backup.status == .available
        ? [] : [EngineRefusals.notAvailable(backup.name, id: id, state: backup.status.label, verb: verb)]
      return (endpoint(backup), backup.size, refused)
    }
    if let snapshot = try transaction.snapshot(id) {
      let refused =
        snapshot.state == .normal
        ? [] : [EngineRefusals.notAvailable(snapshot.name, id: id, state: snapshot.state.label, verb: verb)]
      return (TaskEndpoint(id: id, name: snapshot.name, region: snapshot.region), snapshot.size, refused)
    }
    return (nil, 0, [EngineRefusals.unknown("backup or snapshot", id)])
  }

  private func endpoint(_ backup: Backup) -> TaskEndpoint {
    TaskEndpoint(id: backup.id, name: backup.name, region: backup.region, vault: backup.vault.id)
  }
}
