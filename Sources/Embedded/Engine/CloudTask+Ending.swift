import Replication

import struct Foundation.Date

extension CloudTask {
  /// Everything is there and published.
  mutating func finish(at date: Date) {
    status = .success
    phase = .done
    bytesDone = bytesTotal
    rate = nil
    error = nil
    endedAt = date
  }

  /// Over without a result.
  mutating func end(_ status: TaskStatus, error: String?, at date: Date) {
    self.status = status
    self.error = error
    rate = nil
    endedAt = date
  }

  /// Whether an engine may take it up by itself: waiting, or interrupted by a death rather than by an error (S29).
  var isQueued: Bool { status == .waiting || (status == .interrupted && error == nil) }

  /// Whether it makes no progress until an operator acts: ended, paused, or interrupted by an error.
  var isSettled: Bool { status.hasEnded || status == .paused || (status == .interrupted && error != nil) }

  /// What a policy's success leaves for ever, and the region whose store keeps it (S21); nil for work by hand.
  func ledgerEntry(at date: Date) -> (source: String, note: LedgerEntry)? {
    guard trigger == .policy, type == .replication, let source, let target else { return nil }
    return (source.region, LedgerEntry(backup: source.id, region: target.region, date: date))
  }

  /// The link its bytes cross; within one region, that region twice.
  var link: Link {
    let origin = source?.region ?? target?.region ?? ""
    return Link(source: origin, destination: target?.region ?? origin)
  }
}
