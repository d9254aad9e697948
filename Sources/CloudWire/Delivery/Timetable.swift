internal import Foundation

/// The moment at which an account's next request may go, in a small file that all processes of a home share.
///
/// It is read and written under a lock of the kernel's, which goes with its process; whoever cannot have the lock at
/// once, or not at all, paces itself alone. So neither a death nor a process that was stopped holds up the others.
public struct Timetable: Sendable {
  /// A moment further away than this is a clock that was set, or a broken file, in seconds.
  private static let horizon = 600.0
  private static let attempts = 20

  private let path: String
  private let mode: UInt32

  /// Makes a timetable; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - path: a file that is made at the first use.
  ///   - mode: its permissions.
  public init(path: String, mode: UInt32) {
    self.path = path
    self.mode = mode
  }

  /// Takes the next moment and leaves the one `interval` seconds later to whoever comes next; nil where that is not
  /// possible.
  func take(_ now: Date, interval: Double) -> Date? {
    change { kept in
      let moment = max(Self.sensible(kept, now), now.timeIntervalSince1970)
      return (moment + interval, Date(timeIntervalSince1970: moment))
    }
  }

  /// Lets nobody go before a moment.
  func hold(until moment: Date, now: Date) {
    _ = change { kept in (max(Self.sensible(kept, now), moment.timeIntervalSince1970), moment) }
  }

  private static func sensible(_ kept: Double, _ now: Date) -> Double {
    let now = now.timeIntervalSince1970
    return kept.isFinite && kept > 0 && kept - now < horizon ? kept : now
  }

  private func change<Value>(_ body: (Double) -> (next: Double, value: Value)) -> Value? {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { return nil }
    defer { close(file) }
    // The umask may have taken the group's share away; fails for a file of another user's, which has it already.
    _ = fchmod(file, mode)
    guard isLocked(file) else { return nil }
    var bits: UInt64 = 0
    let read = withUnsafeMutableBytes(of: &bits) { pread(file, $0.baseAddress, $0.count, 0) }
    let (next, value) = body(read == MemoryLayout<UInt64>.size ? Double(bitPattern: bits) : 0)
    bits = next.bitPattern
    let written = withUnsafeBytes(of: bits) { pwrite(file, $0.baseAddress, $0.count, 0) }
    return written == MemoryLayout<UInt64>.size ? value : nil
  }

  /// Others hold it for microseconds only, unless they were stopped just then.
  private func isLocked(_ file: Int32) -> Bool {
    for attempt in 1...Self.attempts {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK || errno == EINTR, attempt < Self.attempts else { return false }
      usleep(500)
    }
    return false
  }
}
