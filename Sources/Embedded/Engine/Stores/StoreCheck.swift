import Catalog
import Foundation
import Replication

/// The verification, and on demand the repair, of one region's store.
struct StoreCheck: Sendable {
  let premises: Premises
  let region: String
  /// The regions of the context.
  let known: [String]
  let observer: FindingObserver

  /// Reads and hashes everything, and keeps the result with its date.
  func verify() throws -> [StoreFinding] {
    let (store, since) = (try premises.stores.readable(region), premises.clock.now)
    let problems = try store.verifyAll(observer: observer) + proofProblems(store)
    keep(problems, since: since, in: store)
    return problems.map { StoreFinding($0, region: region) }
  }

  /// Verifies, heals from every other store of the context that can be read, and verifies again.
  func repair() throws -> [StoreFinding] {
    let root = try mendRoot()
    let (store, since) = (try premises.stores.writable(region), premises.clock.now)
    let former = try proofProblems(store)
    // A sibling that is out of reach has nothing to heal from just now.
    let siblings = known.filter { $0 != region }.compactMap { try? premises.stores.readable($0) }
    let mender = RecordMender(premises: premises, store: store, siblings: siblings)
    let (found, left) = try store.repair(from: siblings, observer: observer, records: mender.mend)
    let lost = Set(left)
    keep(left, since: since, in: store)
    let healed = (root.map { [$0] } ?? []) + former + found.filter { !lost.contains($0) }
    return healed.map { StoreFinding($0, region: region, healed: true) }
      + left.map { StoreFinding(Self.worded($0), region: region) }
  }

  /// What is wrong with the result of the last verification itself; keeping the next one puts it right.
  private func proofProblems(_ store: RegionStore) throws(StoreError) -> [StoreProblem] {
    try store.proofs.all().problems.map { problem in
      var problem = problem
      problem.backup = nil  // the record is the store's as a whole
      return problem
    }
  }

  private func keep(_ problems: [StoreProblem], since: Date, in store: RegionStore) {
    do {
      try StoreProofKeeper(premises: premises, store: store, region: region).keep(problems, since: since)
    } catch {
      // What was found is told all the same, on a full disk too.
      premises.notices.post("\(region): \(Words.line(error))")
    }
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
