public import struct Foundation.Date

/// Holds rows against an objective, and puts them in order (issue: "worst first").
public struct LagJudge: Sendable {
  /// How old the data of the newest verified replica may be, in seconds; nil where nothing was asked for.
  public var objective: Double?
  private let rules: RuleBook
  private let regions: [Region]

  /// Makes a judge for a context.
  public init(_ rules: RuleBook, regions: [Region], objective: Double?) {
    self.rules = rules
    self.regions = regions
    self.objective = objective
  }

  /// How a row stands now; nil without an objective, but for what is impossible.
  public func verdict(_ row: LagRow, at now: Date) -> LagVerdict? {
    let lasting = rules.sourceRefusals(row.newest, regions: regions).filter { $0.code != .notAvailable }
    if row.replica == nil, row.coming == nil, !lasting.isEmpty { return .impossible(lasting) }
    guard let objective else { return nil }
    guard let replica = row.replica else { return .breached }
    let end = replica.madeAt.addingTimeInterval(objective)
    if end < now { return .breached }
    guard let coming = row.coming, let eta = coming.etaSeconds else { return .kept(until: end) }
    let arrival = now.addingTimeInterval(eta)
    return arrival > end
      ? .breaching(at: end, arrival: arrival) : .kept(until: coming.madeAt.addingTimeInterval(objective))
  }

  /// Worst first: what has no replica, then the oldest; what cannot be replicated last.
  public func sorted(_ rows: [LagRow], at now: Date) -> [(row: LagRow, verdict: LagVerdict?)] {
    let judged = rows.map { (row: $0, verdict: verdict($0, at: now)) }
    func rank(_ one: (row: LagRow, verdict: LagVerdict?)) -> Double {
      if case .impossible = one.verdict { return -1 }
      return one.row.age(at: now) ?? .infinity
    }
    return judged.sorted { first, second in
      let (one, other) = (rank(first), rank(second))
      if one != other { return one > other }
      return (first.row.resource.name, first.row.region ?? "") < (second.row.resource.name, second.row.region ?? "")
    }
  }
}
