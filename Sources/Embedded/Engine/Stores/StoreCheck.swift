import Catalog
import Replication

/// The verification, and on demand the repair, of one region's store.
struct StoreCheck: Sendable {
  let premises: Premises
  let region: String
  /// The regions of the context.
  let known: [String]
  let observer: FindingObserver

  /// Reads and hashes everything.
  func verify() throws -> [StoreFinding] {
    try premises.stores.readable(region).verifyAll(observer: observer).map { StoreFinding($0, region: region) }
  }

  /// Verifies, heals from every other store of the context that can be read, and verifies again.
  func repair() throws -> [StoreFinding] {
    let root = try mendRoot()
    let store = try premises.stores.writable(region)
    // A sibling that is out of reach has nothing to heal from just now.
    let siblings = known.filter { $0 != region }.compactMap { try? premises.stores.readable($0) }
    let mender = RecordMender(premises: premises, store: store, siblings: siblings)
    let (found, left) = try store.repair(from: siblings, observer: observer, records: mender.mend)
    let lost = Set(left)
    let healed = (root.map { [$0] } ?? []) + found.filter { !lost.contains($0) }
    return healed.map { StoreFinding($0, region: region, healed: true) }
      + left.map { StoreFinding(Self.worded($0), region: region) }
  }

  private func mendRoot() throws -> StoreProblem? {
    guard let entry = try premises.contextFile().regions.first(where: { $0.id == region }) else { return nil }
    do throws(StoreError) {
      return try RegionStore.mendRoot(at: entry.store, region: region, home: try homeID())
    } catch {
      return nil  // opening it tells why it is no store of ours
    }
  }

  private func homeID() throws(StoreError) -> String {
    do throws(ContextError) { return try premises.home.id() } catch {
      throw .notAStore(path: premises.home.path)
    }
  }

  /// What could not be healed says so.
  private static func worded(_ problem: StoreProblem) -> StoreProblem {
    guard problem.chunk != nil else { return problem }
    var problem = problem
    problem.message += " No other region that can be reached holds an intact copy."
    return problem
  }
}
