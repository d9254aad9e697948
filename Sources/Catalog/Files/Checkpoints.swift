import Foundation
import GRDB
import Synchronization

/// Moves what the journal holds into the database beside the writers, so that none of them has to do it in a commit
/// that somebody waits for.
final class Checkpoints: Sendable {
  private struct State {
    var commits = 0
    var isRunning = false
  }

  /// After so many commits the journal holds some 20 MB.
  ///
  /// Whoever commits beside a checkpoint shares the disk with it, which is to befall fewer than one in a hundred.
  private static let interval = 192
  /// Pages after which a writer does it all the same: processes too short-lived to get here.
  static let fallback = 12_000

  private let connection: DatabaseQueue
  private let state = Mutex(State())

  /// `connection` is used for nothing else.
  init(connection: DatabaseQueue) { self.connection = connection }

  /// Counts commits, and begins a checkpoint on a thread of its own when it is time.
  func count(_ commits: Int = 1) {
    let isDue = state.withLock { state in
      state.commits += commits
      guard state.commits >= Self.interval, !state.isRunning else { return false }
      (state.commits, state.isRunning) = (0, true)
      return true
    }
    guard isDue else { return }
    let thread = Thread { [self] in
      // What could not be moved now stays in the journal, where it is as safe, for the next time.
      _ = try? connection.writeWithoutTransaction { try $0.checkpoint(.passive) }
      state.withLock { $0.isRunning = false }
    }
    thread.stackSize = 1 << 19
    thread.start()
  }
}
