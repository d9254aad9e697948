import Foundation
import Synchronization

extension MoverCrew {
  /// Ends the runs whose last task has ended, on one thread of its own; what ends meanwhile is seen by one more pass.
  ///
  /// Does nothing, and breaks off between two deletions, where nothing is moved any more: the next start goes on.
  func settleSoon() {
    let isNew = state.withLock { state in
      guard state.isMoving else { return false }
      state.wantsSettling = true
      state.begun += 1
      defer { state.isSettling = true }
      return !state.isSettling
    }
    guard isNew else { return }
    Thread { [self] in settle() }.start()
  }

  /// The same, and returns when it is done or was broken off.
  func settled() async {
    settleSoon()
    await withCheckedContinuation { continuation in
      let isDone = state.withLock { state in
        if !state.isSettling { return true }
        state.settleWaiters.append(continuation)
        return false
      }
      if isDone { continuation.resume() }
    }
  }

  private func settle() {
    while true {
      let waiters: [CheckedContinuation<Void, Never>]? = state.withLock { state in
        defer { state.wantsSettling = false }
        if state.wantsSettling, state.isMoving { return nil }
        state.isSettling = false
        defer { state.settleWaiters = [] }
        return state.settleWaiters
      }
      guard let waiters else {
        premises.settleRuns { [self] in isMoving }
        continue
      }
      waiters.forEach { $0.resume() }
      // The foreman leaves no sooner.
      return bell.ring()
    }
  }
}
