internal import Foundation

/// The right to send an account something that changes it, which one process of a home has at a time.
///
/// It is a lock of the kernel's on a file of its own, so it goes with its process. A process that was stopped while it
/// had the claim keeps it; so whoever has waited for long goes on without.
public actor WriteClaim {
  /// How long one that does not come is waited for, in seconds; a change takes a second or two.
  private static let patience = 30.0
  private static let interval = Duration.milliseconds(50)

  private let path: String
  private let mode: UInt32
  private let clock: any WireClock
  private var file: Int32 = -1

  /// Makes a claim; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - path: a file that is made at the first use.
  ///   - mode: its permissions.
  public init(path: String, mode: UInt32, clock: any WireClock = SystemWireClock()) {
    self.path = path
    self.mode = mode
    self.clock = clock
  }

  deinit { if file >= 0 { close(file) } }

  /// Waits until no other process has it; returns without it where that takes long, or where there can be none.
  func take() async {
    let start = clock.now
    while !attempt() {
      // A clock that is set meanwhile must not lengthen this.
      let waited = clock.now.timeIntervalSince(start)
      guard file >= 0, waited >= 0, waited < Self.patience else { return }
      // Whoever was cancelled is told of it where the request is sent.
      do { try await clock.sleep(Self.interval) } catch { return }
    }
  }

  /// Lets the next one have it; does nothing where it is not held.
  func release() { if file >= 0 { flock(file, LOCK_UN) } }

  private func attempt() -> Bool {
    if file >= 0, !SharedFile.isLinked(file) {
      close(file)
      file = -1
    }
    if file < 0 { file = SharedFile.open(path, mode: mode) }
    return file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0
  }
}
