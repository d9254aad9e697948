import Foundation
import Testing

/// Point 8: the program is killed again and again and loses nothing.
///
/// `Scripts/soak` runs it a thousand times; FARSHORE_KILL_ROUNDS, FARSHORE_KILL_SEED and FARSHORE_KILL_MEBIBYTES say how
/// often, from which seed and with how large a disk.
@Suite(.serialized) struct KillTests {
  private static func setting(_ name: String, else fallback: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? fallback
  }

  @Test("Point 8: killed at random moments of create, replicate, delete, collect, image and import, nothing is lost")
  func kills() throws {
    let seed = Self.setting("FARSHORE_KILL_SEED", else: 20_260_101)
    let rounds = Self.setting("FARSHORE_KILL_ROUNDS", else: 100)
    let harness = try KillHarness(
      seed: UInt64(seed), mebibytes: Self.setting("FARSHORE_KILL_MEBIBYTES", else: 6))
    for _ in 0..<rounds { try harness.run() }
    try harness.finish()
    #expect(harness.died >= rounds / 3, "too few died to prove anything: \(harness.died) of \(rounds)")
  }
}
