import Synchronization

import struct Foundation.Date

/// The policies of all regions as they were read last: a board that is drawn again whenever the catalog changes must not
/// ask every region each time.
final class PolicyShelf: Sendable {
  /// How long they are believed, in seconds.
  private static let memory = 30.0

  private struct Kept {
    var rows: [PolicyRow]
    var readAt: Date
  }

  private struct State {
    var kept: Kept?
    /// Goes up with whatever changes a policy.
    var generation = 0
    /// Who did not answer when all regions were asked last.
    var silent: [String: HuaweiError] = [:]
  }

  private let state = Mutex(State())

  /// To be noted before policies are read: what was read before a change of another one's must not be kept after it.
  var generation: Int { state.withLock { $0.generation } }

  /// What was read a short while ago; nil where it must be read again.
  func rows(at now: Date) -> [PolicyRow]? {
    state.withLock { state in
      guard let kept = state.kept, abs(now.timeIntervalSince(kept.readAt)) < Self.memory else { return nil }
      return kept.rows
    }
  }

  /// Takes what all regions have, unless a policy was changed since a generation.
  func keep(_ rows: [PolicyRow], at now: Date, since generation: Int) {
    state.withLock { state in
      if state.generation == generation { state.kept = Kept(rows: rows, readAt: now) }
    }
  }

  /// The regions that did not answer when all were asked last, by their ids.
  var silent: [String: HuaweiError] {
    get { state.withLock { $0.silent } }
    set { state.withLock { $0.silent = newValue } }
  }

  /// Takes what one place has now; where a policy was changed since a generation, all are to be read again.
  func replace(_ rows: [PolicyRow], in place: HuaweiPlace, since generation: Int) {
    state.withLock { state in
      if state.generation != generation { state.kept = nil }
      state.generation += 1
      state.kept?.rows.removeAll { $0.place == place }
      state.kept?.rows += rows
    }
  }

  /// Takes a policy that is new or was changed.
  func put(_ row: PolicyRow) {
    change { kept in kept = kept.filter { $0.policy.id != row.policy.id } + [row] }
  }

  /// Forgets a policy that is gone.
  func remove(_ id: String) { change { kept in kept.removeAll { $0.policy.id == id } } }

  private func change(_ body: (inout [PolicyRow]) -> Void) {
    state.withLock { state in
      state.generation += 1
      guard var rows = state.kept?.rows else { return }
      body(&rows)
      state.kept?.rows = rows
    }
  }
}
