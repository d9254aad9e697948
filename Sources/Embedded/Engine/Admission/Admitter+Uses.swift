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
      var refused = try retryRefusals(transaction)
      let source: TaskEndpoint
      let size: Int64
      if let backup = try transaction.backup(id) {
        (source, size) = (endpoint(backup), backup.size)
        if backup.status != .available {
          refused.append(
            EngineRefusals.notAvailable(backup.name, id: id, state: backup.status.label, verb: "verified"))
        }
      } else if let snapshot = try transaction.snapshot(id) {
        (source, size) = (TaskEndpoint(id: id, name: snapshot.name, region: snapshot.region), snapshot.size)
        if snapshot.state != .normal {
          refused.append(
            EngineRefusals.notAvailable(snapshot.name, id: id, state: snapshot.state.label, verb: "verified"))
        }
      } else {
        return Verdict(refused: refused + [EngineRefusals.unknown("backup or snapshot", id)])
      }
      guard refused.isEmpty else { return Verdict(refused: refused) }
      let task = task(.verify, source: source, target: nil, bytes: size)
      try put(task, transaction)
      return Verdict(task: task)
    }
  }

  /// Admits a restore drill.
  func admit(_ request: DrillRequest) throws -> Verdict {
    guard (1...100).contains(request.percent) else { throw EngineError.sampleRange(percent: request.percent) }
    let place = request.scratch ?? EngineFolders(home: premises.home, context: premises.context).drills
    guard place.hasPrefix("/") else { throw EngineError.notAbsolute(path: place) }
    guard let source = try premises.catalog.backup(request.backup) else {
      return Verdict(refused: [EngineRefusals.unknown("backup", request.backup)])
    }
    _ = try premises.stores.readable(source.region)
    let id = retried?.id ?? premises.newID()
    return try ordered(WorkOrder(scratch: "\(place)/drill-\(id)", percent: request.percent), as: id) { transaction in
      var refused = try retryRefusals(transaction)
      guard let backup = try transaction.backup(request.backup) else {
        return Verdict(refused: refused + [EngineRefusals.unknown("backup", request.backup)])
      }
      if backup.status != .available {
        refused.append(
          EngineRefusals.notAvailable(backup.name, id: backup.id, state: backup.status.label, verb: "rebuilt"))
      }
      guard refused.isEmpty else { return Verdict(refused: refused) }
      let task = task(
        .drill, id: id, source: endpoint(backup), target: nil, trigger: request.trigger, bytes: backup.size)
      try put(task, transaction)
      return Verdict(task: task)
    }
  }

  private func endpoint(_ backup: Backup) -> TaskEndpoint {
    TaskEndpoint(id: backup.id, name: backup.name, region: backup.region, vault: backup.vault.id)
  }
}
