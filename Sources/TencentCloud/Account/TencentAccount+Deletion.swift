import Catalog
public import Replication

extension TencentAccount {
  /// Deletes snapshots; those that are locked or needed are refused one by one, the rest is done (S36).
  public func delete(_ request: DeletionRequest, by requester: Operator) async throws -> Deletion {
    guard request.kind == .snapshot else {
      return Deletion(refused: request.ids.map { Self.unknown(request.kind.rawValue, $0) })
    }
    var deletion = Deletion()
    var byRegion: [(region: String, ids: [String])] = []
    for id in request.ids {
      guard let row = try catalog.snapshot(id) else {
        deletion.refused.append(Self.unknown("snapshot", id))
        continue
      }
      let refused = try refusals(row, confirmed: request.confirmed)
      deletion.refused += refused
      guard refused.isEmpty else { continue }
      if let place = byRegion.firstIndex(where: { $0.region == row.region }) {
        byRegion[place].ids.append(id)
      } else {
        byRegion.append((row.region, [id]))
      }
    }
    var withheld: TencentError?
    for (region, ids) in byRegion {
      do {
        try await delete(ids, region: region, by: requester, in: &deletion)
      } catch let error as TencentError where error.isWithheld {
        // A dry run shows the requests of all regions.
        withheld = error
      } catch let error as TencentError where !deletion.done.isEmpty {
        throw TencentError.deletionIncomplete(done: deletion.done, reason: error.explanation)
      }
    }
    if let withheld { throw withheld }
    return deletion
  }

  private func refusals(_ row: Snapshot, confirmed: [String]) throws -> [Refusal] {
    let rules = rules
    return try catalog.read { transaction in
      rules.deletionRefusals(
        row, tasks: try transaction.tasks(touching: row.id, limit: 1_000),
        hasOtherVerifiedCopy: try hasOtherCopy(of: row, transaction), confirmed: confirmed)
    }
  }

  /// The vendor checks copies itself and says no more of it, so that any other one that is Normal counts.
  private func hasOtherCopy(of snapshot: Snapshot, _ transaction: CatalogTransaction) throws -> Bool {
    let reachable = Set(try transaction.regions().filter { $0.unreachable == nil }.map(\.id))
    var seen: Set<String> = []
    var open = [snapshot.id] + (snapshot.source.map { [$0.id] } ?? [])
    while let id = open.popLast() {
      guard seen.insert(id).inserted, seen.count < 10_000 else { continue }
      if let copy = try transaction.snapshot(id) {
        if id != snapshot.id, copy.state == .normal, reachable.contains(copy.region) { return true }
        if let source = copy.source { open.append(source.id) }
      }
      open += try transaction.snapshots(copiedFrom: id).map(\.id)
    }
    return false
  }

  /// Deletes some of a region; because the cloud deletes all or none, what it refuses together is tried one by one.
  private func delete(
    _ ids: [String], region: String, by requester: Operator, in deletion: inout Deletion
  ) async throws {
    var rest = ids[...]
    while !rest.isEmpty {
      let some = Array(rest.prefix(DescribeSnapshots.largestPage))
      rest = rest.dropFirst(some.count)
      guard let fault = try await fault(deleting: some, region: region) else {
        try note(some, region: region, by: requester, in: &deletion)
        continue
      }
      if some.count == 1 {
        deletion.refused.append(try refusal(fault, some[0], region: region))
        continue
      }
      for id in some {
        if let fault = try await self.fault(deleting: [id], region: region) {
          deletion.refused.append(try refusal(fault, id, region: region))
        } else {
          try note([id], region: region, by: requester, in: &deletion)
        }
      }
    }
  }

  /// Sends one request.
  ///
  /// - Returns: the cloud's refusal; nil where they are gone.
  private func fault(deleting ids: [String], region: String) async throws -> TencentFault? {
    do {
      _ = try await client.call(DeleteSnapshots(ids: ids), region: region)
      return nil
    } catch {
      if error.leavesOutcomeOpen {
        // The answer is lost: what is not listed any more is deleted.
        let present = try await client.snapshots(ids, region: region)
        if present.isEmpty { return nil }
        throw error
      }
      guard let fault = error.fault, TencentCodes.rule(fault, for: .delete) != nil else { throw error }
      return fault
    }
  }

  func refusal(_ fault: TencentFault, _ id: String, region: String) throws -> Refusal {
    let code = TencentCodes.rule(fault, for: .delete) ?? .inUse
    if code == .unknownID { try catalog.write(durable: false) { try $0.removeSnapshot(id) } }
    return Refusal(
      code: code, message: "\(id) in \(region): \(fault.sentence).", field: .source, source: id, region: region)
  }

  private func note(
    _ ids: [String], region: String, by requester: Operator, in deletion: inout Deletion
  ) throws {
    try catalog.write(durable: true) { transaction in
      for id in ids {
        let name = try transaction.snapshot(id)?.name ?? ""
        try transaction.removeSnapshot(id)
        try transaction.appendAudit(audit("delete", id, region: region, by: requester, facts: ["name": name]))
      }
    }
    deletion.done += ids
  }
}
