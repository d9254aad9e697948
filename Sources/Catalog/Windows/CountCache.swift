import Synchronization

/// Counts of listings, each valid for one generation of the table counted.
final class CountCache: Sendable {
  struct Key: Hashable {
    var condition: String
    var values: [String]
    var generation: Int
  }

  /// What else is remembered from one transaction to the next.
  let regions = RegionCache()
  private let counts = Mutex<[Key: Int]>([:])
  private let limit = 128

  /// The count if it is known.
  func known(_ key: Key) -> Int? { counts.withLock { $0[key] } }

  func count(_ key: Key, _ compute: () throws -> Int) rethrows -> Int {
    if let known = counts.withLock({ $0[key] }) { return known }
    let count = try compute()
    counts.withLock {
      if $0.count >= limit { $0.removeAll() }
      $0[key] = count
    }
    return count
  }
}
