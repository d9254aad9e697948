internal import Replication

extension ConsoleState {
  /// Takes in what is in flight, and looks again after a while even if nothing is heard: that would be a stall.
  mutating func follow(_ activity: Activity) {
    announceOthers(activity.recent)
    transfers.take(activity.recent, now: now)
    if activity.running > 0 { outbox.append(.startTimer(.stall, after: .seconds(TransferLog.patience / 2))) }
  }

  /// Says what another operator has begun, and from where.
  private mutating func announceOthers(_ tasks: [CloudTask]) {
    defer { heardOf = Set(tasks.map(\.id)) }
    guard let heardOf, notice == nil else { return }
    let begun = tasks.filter {
      !heardOf.contains($0.id) && !$0.status.hasEnded && $0.trigger == .manual && $0.requestedBy != setup.requester
    }
    guard let first = begun.first else { return }
    let name = first.source?.name ?? first.target?.name ?? ""
    let place = first.target.map { " to \(regionName($0.region))" } ?? ""
    let more = begun.count > 1 ? " and \(begun.count - 1) more" : ""
    say("\(first.requestedBy) has begun: \(first.type.label) of \(name)\(place)\(more).")
  }
}
