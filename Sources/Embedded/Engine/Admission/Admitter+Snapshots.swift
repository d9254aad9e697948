import Catalog
import Replication

extension Admitter {
  /// All refusals of a copy, or its source.
  func judge(_ request: SnapshotCopyRequest, _ transaction: CatalogTransaction) throws -> (Snapshot?, [Refusal]) {
    guard let facts = try transaction.snapshotFacts(for: request) else {
      var refused = [EngineRefusals.unknown("snapshot", request.snapshot, region: request.region)]
      if try !transaction.regions().contains(where: { $0.id == request.region }) {
        refused.append(EngineRefusals.unknown("region", request.region, field: .region, region: request.region))
      }
      return (nil, refused + FieldRules.snapshotName(request.name ?? ""))
    }
    let refused = rules.refusals(request, facts)
    return refused.isEmpty ? (facts.snapshot, []) : (nil, refused)
  }

  /// The name a copy gets (S45, S46).
  static func name(_ wanted: String?, copying source: Snapshot) -> String {
    guard let wanted, !FieldRules.isBlank(wanted) else { return DefaultNames.snapshotCopy(of: source) }
    return wanted
  }

  /// Admits one copy; its target's id is known at once (S54).
  func admit(_ request: SnapshotCopyRequest) throws -> Verdict {
    try premises.catalog.write(durable: true) { transaction in
      let again = try retryRefusals(transaction)
      let (source, refused) = try judge(request, transaction)
      guard let source, again.isEmpty else { return Verdict(refused: again + refused) }
      let region = try transaction.regions().first { $0.id == request.region }
      let copy = Snapshot(
        id: try snapshotID(transaction), name: Self.name(request.name, copying: source), state: .copyingFromRemote,
        percent: 0, region: request.region, project: region?.defaultProject?.id ?? "", disk: source.disk,
        usage: source.usage, size: source.size, sha256: source.sha256, createdAt: source.createdAt,
        source: SourceLink(id: source.id, region: source.region), openedLive: source.openedLive)
      let task = task(
        .copy, source: TaskEndpoint(id: source.id, name: source.name, region: source.region),
        target: TaskEndpoint(id: copy.id, name: copy.name, region: copy.region), bytes: source.size)
      try transaction.put(copy)
      try put(task, transaction)
      return Verdict(task: task)
    }
  }

  /// `snap-` and eight of a–z and 0–9, unused in this context (S6).
  func snapshotID(_ transaction: CatalogTransaction) throws -> String {
    if let id = retried?.target?.id { return id }
    while true {
      let id = try Self.randomSnapshotID()
      if try transaction.snapshot(id) == nil { return id }
    }
  }

  private static func randomSnapshotID() throws -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    var generator = SystemRandomNumberGenerator()
    let text = (0..<8).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }
    return "snap-" + String(text)
  }

  /// Admits a snapshot of a registered disk.
  func admit(_ request: SnapshotRequest) throws -> Verdict {
    let file = try premises.contextFile()
    guard let disk = file.allDisks.first(where: { $0.id == request.disk }) else {
      return Verdict(
        refused: [EngineRefusals.unknown("disk", request.disk)] + FieldRules.snapshotName(request.name ?? ""))
    }
    let size = try DiskFile.size(of: disk.path, forcedRaw: disk.forcedRaw)
    // Asked before the transaction, which a slow disk must not hold up; refusals come first.
    let store = Result { () throws(EngineError) in try premises.stores.writable(disk.region) }
    let id = retried?.id ?? premises.newID()
    return try ordered(WorkOrder(disks: [disk], allowOpen: request.allowOpen), as: id) { transaction in
      let again = try retryRefusals(transaction)
      let refused = try again + refusals(request, disk, transaction)
      guard refused.isEmpty else { return Verdict(refused: refused) }
      _ = try store.get()
      return Verdict(task: try admit(request, disk, size: size, task: id, transaction))
    }
  }

  private func refusals(
    _ request: SnapshotRequest, _ disk: Disk, _ transaction: CatalogTransaction
  ) throws -> [Refusal] {
    var refused: [Refusal] = []
    if let region = try transaction.regions().first(where: { $0.id == disk.region }) {
      if !region.services.contains(.cbs) { refused.append(EngineRefusals.serviceMissing(.cbs, region: region)) }
      if let quota = region.snapshotQuota, region.snapshotsUsed >= quota {
        refused.append(EngineRefusals.snapshotQuota(region, quota: quota))
      }
    } else {
      refused.append(EngineRefusals.unknown("region", disk.region, field: .region, region: disk.region))
    }
    return refused + FieldRules.snapshotName(request.name ?? "")
  }

  private func admit(
    _ request: SnapshotRequest, _ disk: Disk, size: Int64, task id: String, _ transaction: CatalogTransaction
  ) throws -> CloudTask {
    let now = premises.clock.now
    let wanted = request.name ?? ""
    let snapshot = Snapshot(
      id: try snapshotID(transaction),
      name: FieldRules.isBlank(wanted) ? DefaultNames.snapshot(of: disk.name, at: now) : wanted, state: .creating,
      percent: 0, region: disk.region, project: disk.project, disk: NamedReference(id: disk.id, name: disk.name),
      usage: disk.usage, size: size, createdAt: now)
    let task = task(
      .snapshot, id: id, source: TaskEndpoint(id: disk.id, name: disk.name, region: disk.region),
      target: TaskEndpoint(id: snapshot.id, name: snapshot.name, region: snapshot.region), bytes: size)
    try transaction.put(snapshot)
    try put(task, transaction)
    return task
  }
}
