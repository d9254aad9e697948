import Synchronization

import struct Foundation.Date

/// The policies of all regions as they were read last: a board that is drawn again whenever the catalog changes must not
/// ask every region each time.
final class PolicyShelf: Sendable {
  /// How long they are believed, in seconds.
  private static let memory = 30.0

  private let kept = Mutex<(rows: [PolicyRow], readAt: Date)?>(nil)

  /// What was read a short while ago; nil where it must be read again.
  func rows(at now: Date) -> [PolicyRow]? {
    kept.withLock { kept in
      guard let kept, abs(now.timeIntervalSince(kept.readAt)) < Self.memory else { return nil }
      return kept.rows
    }
  }

  /// Takes what all regions have.
  func keep(_ rows: [PolicyRow], at now: Date) { kept.withLock { $0 = (rows, now) } }

  /// Takes what one place has now.
  func replace(_ rows: [PolicyRow], in place: HuaweiPlace) {
    change { kept in kept = kept.filter { $0.place != place } + rows }
  }

  /// Takes a policy that is new or was changed.
  func put(_ row: PolicyRow) {
    change { kept in kept = kept.filter { $0.policy.id != row.policy.id } + [row] }
  }

  /// Forgets a policy that is gone.
  func remove(_ id: String) { change { kept in kept.removeAll { $0.policy.id == id } } }

  private func change(_ body: (inout [PolicyRow]) -> Void) {
    kept.withLock { kept in
      guard var rows = kept?.rows else { return }
      body(&rows)
      kept?.rows = rows
    }
  }
}
