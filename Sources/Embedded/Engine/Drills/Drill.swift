import Foundation
import Replication

/// Rebuilds a backup in a scratch folder and compares what the device gives back with the hashes of the backup.
struct Drill: Sendable {
  let store: RegionStore
  /// What is rebuilt: the id it has, its disks or its tree, and its logical bytes.
  let id: String
  let disks: [StoredDisk]
  var tree: StoredTree?
  let size: Int64
  /// How many percent of the chunks are rebuilt.
  let percent: Int
  /// The folder, which exists and is empty.
  let folder: String
  let observer: any TransferObserver
  /// Chooses the chunks of a sample.
  var seed = UInt64.random(in: 0 ... .max)

  /// Damage is a finding; what keeps the drill itself from going on, such as a full scratch disk, is thrown.
  func run(into findings: inout DrillFindings) throws {
    let meter = ProgressMeter(observer, phase: .writing, total: size)
    for (number, disk) in disks.enumerated() {
      let path = "\(folder)/disk-\(number).raw"
      defer { RestorePlace.remove(path) }
      try noting(&findings, disk.manifest) { findings in
        let sample = DrillSample(percent: percent, seed: seed &+ UInt64(number))
        try DiskDrill(disk, of: store, sample: sample, path: path, observer: observer, meter: meter).run(&findings)
      }
    }
    guard let tree else { return }
    let path = "\(folder)/tree"
    defer { RestorePlace.remove(path) }
    try noting(&findings, tree.manifest) { findings in
      _ = try store.restoreTree(tree, to: path, observer: observer)
      try TreeDrill(tree, of: store, path: path, observer: observer).run(&findings)
    }
  }

  private func noting(
    _ findings: inout DrillFindings, _ manifest: ContentHash, _ body: (inout DrillFindings) throws -> Void
  ) throws {
    do { try body(&findings) } catch let error as StoreError {
      switch error {
      case .damaged, .missing, .newerVersion:
        findings.problems.append(
          StoreProblem(
            object: "manifest \(manifest)", backup: id, chunk: manifest.description, error))
      default: throw error
      }
    }
  }
}
