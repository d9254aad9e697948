import Replication

extension RegionStore {
  /// Reads and hashes everything the disks name; problems are findings, not errors.
  func verify(_ disks: [StoredDisk], observer: any TransferObserver) throws -> [StoreProblem] {
    let meter = ProgressMeter(observer, phase: .verifying, total: disks.reduce(0) { $0 + $1.size })
    var problems: [StoreProblem] = []
    for disk in disks {
      do {
        problems += try Verification(disk, of: self, observer: observer, meter: meter).run()
      } catch let error as StoreError {
        problems.append(
          StoreProblem(object: "manifest \(disk.manifest)", backup: nil, chunk: disk.manifest.description, error))
      }
    }
    return problems
  }

  /// Reads and hashes every object of the store, then tells which backups each damage touches.
  func verifyAll(observer: any TransferObserver) throws -> [StoreProblem] {
    try StoreVerification(self, observer: observer).run()
  }

  /// Verifies the store and puts right what can be: broken indexes from the packs, broken chunks from `siblings`.
  ///
  /// - Parameter records: Mends damaged records; gets the names of their folders and ids.
  /// - Returns: What was found, and what of it is left.
  func repair(
    from siblings: [RegionStore], observer: any TransferObserver, records: ([String]) throws -> Void
  ) throws -> (found: [StoreProblem], left: [StoreProblem]) {
    try requireWritable()
    return try StoreRepair(self, siblings: siblings, observer: observer).run(records: records)
  }
}
