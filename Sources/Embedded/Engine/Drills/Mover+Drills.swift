import Catalog
import Foundation
import Replication

extension Mover {
  /// Rebuilds a backup or replica in a scratch place, compares it, and keeps a dated certificate with it.
  func drill() throws {
    let source = try sourceID()
    let order = try order()
    guard let scratch = order.scratch else { throw EngineError.orderLost(task: task.id) }
    let store = try premises.stores.readable(source.region)
    guard let stored = try store.backup(source.id) else {
      throw EngineError.sourceGone(id: source.id, region: source.region)
    }
    RestorePlace.remove(scratch)
    try ImageFolder.makeAll((scratch as NSString).deletingLastPathComponent)
    guard mkdir(scratch, 0o700) == 0 else {
      throw EngineError.io(operation: "create", path: scratch, errno: errnoNow())
    }
    defer { RestorePlace.remove(scratch) }
    let percent = order.percent ?? 100
    var findings = DrillFindings()
    let original = try compareWithOriginal(stored, &findings)
    let drill = Drill(store: store, stored: stored, percent: percent, folder: scratch, observer: observer)
    try drill.run(into: &findings)
    // Before the task ends: nothing of what was rebuilt outlives it.
    RestorePlace.remove(scratch)
    let certificate = DrillCertificate(
      date: premises.clock.now, passed: findings.problems.isEmpty, percent: stored.tree == nil ? percent : 100,
      chunks: findings.chunks, bytes: findings.bytes, manifests: stored.manifests, original: original,
      requester: task.requestedBy, problem: findings.problems.first?.message)
    try keep(certificate, of: stored, findings.problems, in: store)
  }

  /// Whether the original could be asked; what it names must be what the replica names.
  private func compareWithOriginal(_ stored: StoredBackup, _ findings: inout DrillFindings) throws -> Bool {
    guard let source = stored.backup.source else { return true }
    // Out of reach, or gone: the replica has to stand alone, and the certificate says so.
    guard let origin = try? premises.stores.readable(source.region), let other = try? origin.backup(source.id) else {
      return false
    }
    if other.manifests != stored.manifests {
      findings.problems.append(
        StoreProblem(
          object: "backups/\(stored.backup.id)", backup: stored.backup.id, chunk: nil,
          message: "It names other content than its original in \(source.region)."))
    }
    return true
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
