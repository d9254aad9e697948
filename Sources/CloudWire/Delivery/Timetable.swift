internal import Foundation
internal import Synchronization

/// The moment at which an account's next request may go, in a small file that all processes of a home share.
///
/// It is read and written under a lock of the kernel's, which goes with its process; whoever cannot have the lock at
/// once, or not at all, paces itself alone. So neither a death nor a process that was stopped holds up the others.
public final class Timetable: Sendable {
  /// A moment further away than this is a clock that was set, or a broken file, in seconds.
  private static let horizon = 600.0
  private static let attempts = 20

  private let path: String
  private let mode: UInt32
  /// The file once it was opened, negative before; whoever holds this never waits.
  private let opened = Mutex<Int32>(-1)

  /// Makes a timetable; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - path: a file that is made at the first use.
  ///   - mode: its permissions.
  public init(path: String, mode: UInt32) {
    self.path = path
    self.mode = mode
  }

  deinit {
    let file = opened.withLock { $0 }
    if file >= 0 { close(file) }
  }

  /// Takes the next moment and leaves the one `interval` seconds later to whoever comes next; nil where that is not
  /// possible.
  ///
  /// - Throws: `CancellationError`.
  func take(_ now: Date, interval: Double) async throws -> Date? {
    try await change { kept in
      let moment = max(Self.sensible(kept, now), now.timeIntervalSince1970)
      return (moment + interval, Date(timeIntervalSince1970: moment))
    }
  }

  /// Lets nobody go before a moment.
  ///
  /// - Throws: `CancellationError`.
  func hold(until moment: Date, now: Date) async throws {
    _ = try await change { kept in (max(Self.sensible(kept, now), moment.timeIntervalSince1970), moment) }
  }

  private static func sensible(_ kept: Double, _ now: Date) -> Double {
    let now = now.timeIntervalSince1970
    return kept.isFinite && kept > 0 && kept - now < horizon ? kept : now
  }

  private typealias Change = @Sendable (Double) -> (next: Double, value: Date)

  private enum Outcome {
    case done(Date)
    case busy, impossible
  }

  /// Others hold the lock for microseconds only, unless they were stopped just then.
  private func change(_ body: Change) async throws -> Date? {
    for attempt in 1...Self.attempts {
      switch opened.withLock({ attemptChange(&$0, body) }) {
      case .done(let moment): return moment
      case .impossible: return nil
      case .busy where attempt == Self.attempts: return nil
      case .busy: try await Task.sleep(for: .microseconds(500))
      }
    }
    return nil
  }

  private func attemptChange(_ file: inout Int32, _ body: Change) -> Outcome {
    if file >= 0, !SharedFile.isLinked(file) {
      close(file)
      file = -1
    }
    if file < 0 { file = SharedFile.open(path, mode: mode) }
    guard file >= 0 else { return .impossible }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      return errno == EWOULDBLOCK || errno == EINTR ? .busy : .impossible
    }
    defer { flock(file, LOCK_UN) }
    var bits: UInt64 = 0
    let read = withUnsafeMutableBytes(of: &bits) { pread(file, $0.baseAddress, $0.count, 0) }
    let (next, value) = body(read == MemoryLayout<UInt64>.size ? Double(bitPattern: bits) : 0)
    bits = next.bitPattern
    let written = withUnsafeBytes(of: bits) { pwrite(file, $0.baseAddress, $0.count, 0) }
    return written == MemoryLayout<UInt64>.size ? .done(value) : .impossible
  }
}
