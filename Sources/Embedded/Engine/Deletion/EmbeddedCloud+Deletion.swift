import Catalog
public import Replication

extension EmbeddedCloud {
  /// Deletes one after the other, from the store before the catalog; frees space where that takes no long walk.
  public func delete(_ request: DeletionRequest, by requester: Operator) async throws -> Deletion {
    try await threads.run { [premises] in
      let subject = request.ids.count == 1 ? request.ids[0] : ""
      return try premises.audited("delete", by: requester, on: subject) { try premises.delete(request, by: requester) }
    }
  }
}

extension Premises {
  fileprivate func delete(_ request: DeletionRequest, by requester: Operator) throws -> Deletion {
    let deleter = Deleter(premises: self, rules: try rules(), requester: requester, confirmed: request.confirmed)
    var deletion = Deletion()
    var regions: Set<String> = []
    for id in request.ids {
      let region = try region(of: id, request.kind)
      do {
        let refused = try deleter.delete(id, request.kind)
        deletion.refused += refused
        note(refused, of: "delete", on: id, in: region, by: requester)
        if refused.isEmpty {
          deletion.done.append(id)
          if let region, request.kind == .backup || request.kind == .snapshot { regions.insert(region) }
        }
      } catch {
        guard request.ids.count > 1 else { throw error }
        throw EngineError.deletionIncomplete(done: deletion.done, failed: id, reason: Words.explain(error))
      }
    }
    for region in regions { collectIfCheap(region) }
    return deletion
  }
}

extension Premises {
  /// Regions of more backups and snapshots than this are collected only on demand.
  private static let cheap = 500

  func region(of id: String, _ kind: DeletionRequest.Kind) throws -> String? {
    switch kind {
    case .backup: try catalog.backup(id)?.region
    case .snapshot: try catalog.snapshot(id)?.region
    case .vault: try catalog.vault(id)?.region
    case .image: try catalog.image(id)?.region
    }
  }

  /// Frees at once what the deletion left unnamed, where that takes no long walk.
  func collectIfCheap(_ region: String) {
    do {
      let counts = try catalog.counts(Scope(region: region))
      guard counts.servers + counts.disks + counts.turbo + counts.snapshots <= Self.cheap else { return }
      _ = try stores.writable(region).collect(dryRun: false)
    } catch StoreError.collectionBusy {
      // Whoever collects just now frees it, or the next deletion does.
    } catch {
      notices.post("\(region): \(Words.line(error))")
    }
  }
}
