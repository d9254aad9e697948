import Replication
import Synchronization

/// The regions as they were last read: every admission asks for all of them, and they hardly ever change.
final class RegionCache: Sendable {
  /// How often the tables that they are made of had been changed.
  struct Generation: Equatable {
    var regions: Int
    var snapshots: Int
  }

  private let known = Mutex<(generation: Generation, regions: [Region])?>(nil)

  func regions(_ generation: Generation, _ read: () throws -> [Region]) rethrows -> [Region] {
    if let known = known.withLock({ $0 }), known.generation == generation { return known.regions }
    let regions = try read()
    known.withLock { $0 = (generation, regions) }
    return regions
  }
}
