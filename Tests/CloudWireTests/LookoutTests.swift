import CloudSupport
import CloudWire
import Foundation
import Synchronization
import Testing

/// Issue 6, point 5: only what is in flight is looked at, every 5 s, backing off to 60 s.
struct LookoutTests {
  private struct Unreachable: Error {}

  /// Looks so often, each time with the next result, and gives back the pauses between.
  private func pauses(_ results: [Result<Bool, any Error>]) async -> [Double] {
    let clock = SteppedClock()
    let rest = Mutex(results[...])
    let (ended, end) = AsyncStream<Void>.makeStream()
    let lookout = Lookout(clock: clock) {
      guard let next = rest.withLock({ $0.popFirst() }) else {
        end.finish()
        // Nothing more is looked at: whoever waits for this ends it.
        try await Task.sleep(for: .seconds(3_600))
        return Sight()
      }
      return Sight(changed: try next.get())
    }
    lookout.start()
    for await _ in ended {}
    lookout.stop()
    return clock.slept.map { Double($0.components.seconds) + Double($0.components.attoseconds) / 1e18 }
  }

  @Test func backsOffWhileNothingChanges() async {
    let still = await pauses(Array(repeating: .success(false), count: 9))
    #expect(still.prefix(3) == [7.5, 11.25, 16.875] && still.last == 60 && still.count == 9)
  }

  @Test func aChangeMakesItQuickAgain() async {
    #expect(await pauses([.success(false), .success(false), .success(true), .success(false)]) == [7.5, 11.25, 5, 7.5])
  }

  @Test func aLookThatFailsIsRepeatedAfterThePause() async {
    #expect(await pauses([.failure(Unreachable()), .success(true)]) == [7.5, 5])
  }

  @Test("What could not be asked is told after each look, and once that nothing is in the way any more")
  func troublesAreTold() async {
    let told = Mutex<[[String]]>([])
    let rest = Mutex([["a"], ["a", "b"], [], [], ["b"]][...])
    let (ended, end) = AsyncStream<Void>.makeStream()
    let lookout = Lookout(clock: SteppedClock()) {
      guard let next = rest.withLock({ $0.popFirst() }) else {
        end.finish()
        // Nothing more is looked at: whoever waits for this ends it.
        try await Task.sleep(for: .seconds(3_600))
        return Sight()
      }
      var sight = Sight()
      sight.note(Unreachable(), of: next)
      return sight
    }
    lookout.tellTroubles { troubles in told.withLock { $0.append(troubles.keys.sorted()) } }
    lookout.start()
    for await _ in ended {}
    lookout.stop()
    #expect(told.withLock { $0 } == [["a"], ["a", "b"], [], ["b"]])
  }

  @Test func anAdmissionDuringALookIsNotForgotten() async {
    let clock = HeldClock()
    let looks = Mutex(0)
    let (second, end) = AsyncStream<Void>.makeStream()
    let (first, begun) = AsyncStream<Void>.makeStream()
    let lookout = Mutex<Lookout?>(nil)
    let made = Lookout(clock: clock) {
      let number = looks.withLock { looks in
        looks += 1
        return looks
      }
      if number == 1 {
        begun.finish()
        lookout.withLock { $0?.nudge() }
      } else {
        end.finish()
      }
      return Sight()
    }
    lookout.withLock { $0 = made }
    made.start()
    for await _ in first {}
    // Without the nudge the first pause never ends.
    for await _ in second {}
    made.stop()
    lookout.withLock { $0 = nil }
    #expect(looks.withLock { $0 } >= 2)
  }

  /// Time stands still: a pause ends only when it is cancelled.
  private struct HeldClock: WireClock {
    var now: Date { Date(timeIntervalSince1970: 1_700_000_000) }

    func sleep(_ duration: Duration) async throws { try await Task.sleep(for: .seconds(86_400)) }
  }
}
