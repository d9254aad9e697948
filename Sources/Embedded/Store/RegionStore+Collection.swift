import Foundation
import Replication

extension RegionStore {
  /// Frees what nobody names; safe beside running sessions, whose garbage waits for the next time.
  ///
  /// - Parameter bounds: What it may hold in memory.
  func collect(dryRun: Bool, bounds: CollectionBounds = CollectionBounds()) throws(StoreError) -> CollectionSummary {
    try requireWritable()
    return try Collector(self, bounds).run(dryRun: dryRun)
  }

  /// Takes the locks of whoever collects or repairs: one keeps out its like, the other those who merge index objects.
  func lockIndexes() throws(StoreError) -> [any HeldLock] {
    guard let collecting = try objects.lock("collect") else { throw .collectionBusy(path: path) }
    // A merge takes a moment, of a large store's index some seconds.
    for _ in 0..<6_000 {
      if let merging = try objects.lock(IndexUpkeep.lock) { return [collecting, merging] }
      Thread.sleep(forTimeInterval: 0.01)
    }
    collecting.release()
    throw .collectionBusy(path: path)
  }
}
