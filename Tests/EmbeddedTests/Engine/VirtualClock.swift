import Foundation

@testable import Embedded

/// A clock for several threads: when all of them sleep, it leaps to the moment at which the first one wakes.
///
/// So what threads do in turns takes exactly the time they asked for, however busy the machine is.
final class VirtualClock: EngineClock {
  private struct Sleeper {
    let until: UInt64
    let bell: Bell
  }

  private struct State {
    var time: UInt64 = 1_000_000_000
    var running: Int
    var sleepers: [Int: Sleeper] = [:]
    var nextSleeper = 0
  }

  private let changed = NSCondition()
  private let state: Locked<State>

  /// - Parameter threads: How many threads take part; each calls `leave` when it is done.
  init(threads: Int) { state = Locked(State(running: threads)) }

  var uptime: UInt64 { state.with { $0.time } }
  var now: Date { Date(timeIntervalSince1970: 1_700_000_000 + seconds) }
  var seconds: Double { Double(uptime - 1_000_000_000) / 1e9 }

  func sleep(nanoseconds: UInt64, unless bell: Bell) {
    changed.lock()
    defer { changed.unlock() }
    let number = state.with { state in
      state.nextSleeper += 1
      state.sleepers[state.nextSleeper] = Sleeper(until: state.time + max(1, nanoseconds), bell: bell)
      state.running -= 1
      return state.nextSleeper
    }
    leap()
    while !wakes(number) { changed.wait() }
    bell.wait(nanoseconds: 0)
  }

  /// A thread takes part no more.
  func leave() {
    changed.lock()
    state.with { $0.running -= 1 }
    leap()
    changed.unlock()
  }

  private func wakes(_ number: Int) -> Bool {
    state.with { state in
      guard let sleeper = state.sleepers[number], sleeper.until <= state.time || sleeper.bell.hasRung else {
        return false
      }
      state.sleepers[number] = nil
      state.running += 1
      return true
    }
  }

  private func leap() {
    state.with { state in
      // Whoever was rung for is as good as awake.
      guard state.running == 0, !state.sleepers.values.contains(where: \.bell.hasRung),
        let next = state.sleepers.values.map(\.until).min()
      else { return }
      state.time = max(state.time, next)
    }
    changed.broadcast()
  }
}
