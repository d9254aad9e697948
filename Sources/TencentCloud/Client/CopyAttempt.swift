import CloudWire
import Replication

/// One request for copies of a snapshot, carried through to a clear outcome for every destination.
///
/// The API knows no token that marks a repeated request, so that after a lost answer the destinations are looked at, and
/// only what is provably not on its way is asked for once more (tencent-cbs.md §7).
struct CopyAttempt: Sendable {
  /// What came of one destination.
  enum Outcome: Hashable, Sendable {
    /// The copy is being made.
    case made(id: String)
    /// The cloud has refused it.
    case refused(TencentFault)
    /// What became of it cannot be found out.
    case unknown(TencentError)
  }

  /// Pauses before the looks at the destinations: a copy may take a moment to be listed.
  private static let pauses: [Duration] = [.seconds(1), .seconds(2), .seconds(4)]

  let client: TencentClient
  let clock: any WireClock
  let source: Snapshot
  /// The name wanted; nil for the cloud's own.
  let name: String?

  /// Asks for copies in these regions.
  ///
  /// - Throws: what the cloud says to the request as a whole, and what kept it from being sent.
  func copies(to destinations: [String]) async throws(TencentError) -> [String: Outcome] {
    let before = await present(in: destinations)
    var outcomes: [String: Outcome] = [:]
    var rest = destinations
    for attempt in 1...2 {
      do {
        let answered = try await ask(rest)
        outcomes.merge(answered) { $1 }
        return outcomes
      } catch {
        guard error.leavesOutcomeOpen else {
          if outcomes.isEmpty { throw error }
          // Some of it is on its way already: the others have this outcome.
          for region in rest { outcomes[region] = error.fault.map { .refused($0) } ?? .unknown(error) }
          return outcomes
        }
        let (found, absent) = await look(for: rest, beyond: before)
        outcomes.merge(found) { $1 }
        rest = rest.filter { outcomes[$0] == nil }
        let lost = error
        if attempt == 2 || rest.contains(where: { !absent.contains($0) }) {
          for region in rest where attempt == 2 || !absent.contains(region) {
            outcomes[region] = .unknown(doubt(lost, region))
          }
          rest = rest.filter { outcomes[$0] == nil }
        }
        if rest.isEmpty { return outcomes }
      }
    }
    return outcomes
  }

  private func doubt(_ error: TencentError, _ region: String) -> TencentError {
    .outcomeUnknown(
      action: CopySnapshotCrossRegions.permission, subject: source.id, region: region,
      reason: error.explanation.message)
  }

  private func ask(_ destinations: [String]) async throws(TencentError) -> [String: Outcome] {
    let request = CopySnapshotCrossRegions(snapshot: source.id, destinations: destinations, name: name)
    let answer = try await client.call(request, region: source.region)
    var outcomes: [String: Outcome] = [:]
    for outcome in answer.outcomes where destinations.contains(outcome.region) {
      if let id = outcome.snapshot {
        outcomes[outcome.region] = .made(id: id)
      } else {
        outcomes[outcome.region] = .refused(
          TencentFault(code: outcome.code, message: outcome.message, requestID: answer.requestID))
      }
    }
    for region in destinations where outcomes[region] == nil {
      let silence = TencentError.unreadable(
        action: CopySnapshotCrossRegions.permission, region: source.region, problem: "it says nothing of \(region)",
        requestID: answer.requestID)
      outcomes[region] = .unknown(doubt(silence, region))
    }
    return outcomes
  }

  /// The copies of that name that are there already, by region.
  private func present(in destinations: [String]) async -> [String: Set<String>] {
    var present: [String: Set<String>] = [:]
    for region in destinations {
      // A region that cannot be asked is left out.
      guard let rows = try? await client.newestSnapshots(region: region) else { continue }
      present[region] = Set(rows.filter(isMeant).map(\.id))
    }
    return present
  }

  /// Looks for copies that were not there before.
  ///
  /// - Returns: what was found, and the regions to which provably nothing is on its way.
  private func look(
    for destinations: [String], beyond before: [String: Set<String>]
  ) async -> (found: [String: Outcome], absent: Set<String>) {
    var found: [String: Outcome] = [:]
    var absent: Set<String> = []
    for pause in Self.pauses {
      // A look that is given up leaves the outcome open.
      guard (try? await clock.sleep(pause)) != nil else { return (found, []) }
      absent = []
      for region in destinations where found[region] == nil {
        // A region that cannot be asked proves nothing; the next look asks it again.
        guard let known = before[region],
          let rows = try? await client.newestSnapshots(region: region)
        else { continue }
        if let copy = rows.first(where: { isMeant($0) && !known.contains($0.id) }) {
          found[region] = .made(id: copy.id)
        } else {
          absent.insert(region)
        }
      }
      if destinations.allSatisfy({ found[$0] != nil }) { return (found, []) }
    }
    // Not listed yet does not mean not on its way: the source says where its copies go. Unasked, it leaves that open.
    guard let row = try? await client.snapshots([source.id], region: source.region).first else { return (found, []) }
    return (found, absent.subtracting(row.copyingTo))
  }

  /// Whether a row can be what was asked for; the cloud's own names end in the region's id or in its name.
  private func isMeant(_ row: TencentSnapshot) -> Bool {
    guard row.isCopy else { return false }
    if let name { return row.name == name }
    return row.name.hasPrefix("Copied \(source.id) from ")
  }
}
