import Catalog
import Foundation
import Replication

/// Keeps what a verification of a whole store found, dated, in the store and in the catalog's rows.
struct StoreProofKeeper {
  let premises: Premises
  let store: RegionStore
  let region: String

  /// - Parameter since: When the verification began.
  func keep(_ problems: [StoreProblem], since: Date) throws {
    guard store.isWritable else { return }
    let damaged = Set(problems.compactMap(\.backup))
    // Nobody publishes or deletes meanwhile, so that no record comes back that was removed.
    try premises.claims.reconciling {
      try store.keep(StoreProof(since: since, damaged: damaged.sorted()))
      for id in try premises.catalog.read({ try $0.unproved(region: region) }) where !damaged.contains(id) {
        try prove(id, at: since)
      }
      try premises.catalog.write(durable: false) { transaction in
        try transaction.noteProof(region: region, since: since, damaged: damaged.sorted())
      }
    }
  }

  /// What was found damaged by itself, and is whole again.
  private func prove(_ id: String, at date: Date) throws {
    if var stored = try store.backup(id) {
      stored.backup.note(isWhole: true, at: date)
      try store.publish(stored)
      let row = try premises.catalog.backup(id)
      try premises.catalog.write(durable: false) { transaction in
        guard var row else { return }
        row.note(isWhole: true, at: date)
        try transaction.put(row)
      }
    } else if var stored = try store.snapshot(id) {
      stored.snapshot.note(isWhole: true, at: date)
      try store.publish(stored)
      let row = try premises.catalog.snapshot(id)
      try premises.catalog.write(durable: false) { transaction in
        guard var row else { return }
        row.note(isWhole: true, at: date)
        try transaction.put(row)
      }
    }
  }
}
