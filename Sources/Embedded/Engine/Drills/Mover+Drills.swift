import Catalog
import Foundation
import Replication

extension Mover {
  /// Rebuilds a backup, replica or snapshot in a scratch place, compares it, and keeps a dated certificate with it.
  func drill() throws {
    let source = try sourceID()
    let order = try order()
    guard let scratch = order.scratch else { throw EngineError.orderLost(task: task.id) }
    let store = try premises.stores.readable(source.region)
    RestorePlace.remove(scratch)
    try ImageFolder.makeAll((scratch as NSString).deletingLastPathComponent)
    guard mkdir(scratch, 0o700) == 0 else {
      throw EngineError.io(operation: "create", path: scratch, errno: errnoNow())
    }
    defer { RestorePlace.remove(scratch) }
    let percent = order.percent ?? 100
    if let stored = try store.backup(source.id) {
      let drill = Drill(
        store: store, id: stored.backup.id, disks: stored.disks, tree: stored.tree, size: stored.backup.size,
        percent: percent, folder: scratch, observer: observer)
      let (certificate, problems) = try certify(drill, stored.manifests, of: stored.backup.source) {
        try $0.backup($1)?.manifests
      }
      return try keep(certificate, of: stored, problems, in: store)
    }
    guard let stored = try store.snapshot(source.id) else {
      throw EngineError.sourceGone(id: source.id, region: source.region)
    }
    let drill = Drill(
      store: store, id: stored.snapshot.id, disks: [stored.disk], size: stored.snapshot.size, percent: percent,
      folder: scratch, observer: observer)
    let manifests = [stored.disk.manifest.description]
    let (certificate, problems) = try certify(drill, manifests, of: stored.snapshot.source) {
      try $0.snapshot($1).map { [$0.disk.manifest.description] }
    }
    try keep(certificate, of: stored, problems, in: store)
  }

  /// Runs a drill and says what it found; `original` reads what the original names from its store.
  private func certify(
    _ drill: Drill, _ manifests: [String], of source: SourceLink?, original: (RegionStore, String) throws -> [String]?
  ) throws -> (DrillCertificate, [StoreProblem]) {
    var findings = DrillFindings()
    let isCompared = try compareWithOriginal(manifests, of: drill.id, source, original, &findings)
    try drill.run(into: &findings)
    // Before the task ends: nothing of what was rebuilt outlives it.
    RestorePlace.remove(drill.folder)
    let certificate = DrillCertificate(
      date: premises.clock.now, passed: findings.problems.isEmpty, percent: drill.tree == nil ? drill.percent : 100,
      chunks: findings.chunks, bytes: findings.bytes, manifests: manifests, original: isCompared,
      requester: task.requestedBy, problem: findings.problems.first?.message)
    return (certificate, findings.problems)
  }

  /// Whether the original could be asked; what it names must be what the copy names.
  private func compareWithOriginal(
    _ manifests: [String], of id: String, _ source: SourceLink?,
    _ original: (RegionStore, String) throws -> [String]?, _ findings: inout DrillFindings
  ) throws -> Bool {
    guard let source else { return true }
    // Out of reach, or gone: the copy has to stand alone, and the certificate says so.
    guard let origin = try? premises.stores.readable(source.region), let other = try? original(origin, source.id)
    else { return false }
    if other != manifests {
      findings.problems.append(
        StoreProblem(
          object: id, backup: id, chunk: nil,
          message: "It names other content than its original in \(source.region)."))
    }
    return true
  }

  private func keep(
    _ certificate: DrillCertificate, of former: StoredSnapshot, _ problems: [StoreProblem], in store: RegionStore
  ) throws {
    var stored = former
    stored.snapshot.drill = certificate
    if !certificate.passed { stored.snapshot.note(isWhole: false, at: certificate.date) }
    let (id, result) = (stored.snapshot.id, stored)
    try record(problems, subject: stored.snapshot.name) {
      if store.isWritable { try store.publish(result) }
    } catalog: { transaction in
      guard var row = try transaction.snapshot(id) else { return }
      row.drill = certificate
      if !certificate.passed { row.note(isWhole: false, at: certificate.date) }
      try transaction.put(row)
    }
  }

  private func keep(
    _ certificate: DrillCertificate, of former: StoredBackup, _ problems: [StoreProblem], in store: RegionStore
  ) throws {
    var stored = former
    stored.backup.drill = certificate
    if !certificate.passed { stored.backup.note(isWhole: false, at: certificate.date) }
    let (id, result) = (stored.backup.id, stored)
    try record(problems, subject: stored.backup.name) {
      if store.isWritable { try store.publish(result) }
    } catalog: { transaction in
      guard var row = try transaction.backup(id) else { return }
      row.drill = certificate
      if !certificate.passed { row.note(isWhole: false, at: certificate.date) }
      try transaction.put(row)
    }
  }
}

extension StoredBackup {
  /// The hashes that name its contents: the disks', or the tree's.
  var manifests: [String] { disks.map(\.manifest.description) + (tree.map { [$0.manifest.description] } ?? []) }
}
