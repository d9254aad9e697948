import Foundation
import Testing

/// Point 8: the program is killed again and again and loses nothing.
///
/// `Scripts/soak` runs it a thousand times; FARSHORE_KILL_ROUNDS, FARSHORE_KILL_SEED, FARSHORE_KILL_MEBIBYTES and
/// FARSHORE_KILL_WHOLLY say how often, from which seed, with how large a disk, and how often all of it is new.
@Suite(.serialized, .ownThreads) struct KillTests {
  @Test(
    "Point 8: killed at random moments of create, replicate, delete, collect, image and import, of disks and of trees")
  func kills() throws {
    let rounds = Soak.number("KILL_ROUNDS", else: 100)
    let harness = try KillHarness(
      KillHarness.Plan(
        seed: UInt64(Soak.number("KILL_SEED", else: 20_260_101)), mebibytes: Soak.number("KILL_MEBIBYTES", else: 6),
        wholly: Soak.number("KILL_WHOLLY", else: 0)))
    for _ in 0..<rounds { try harness.run() }
    try harness.finish()
    let died = harness.died.values.reduce(0, +)
    #expect(died >= rounds / 3, "too few died to prove anything: \(died) of \(rounds)")
    // In a hundred rounds a rare operation may always have ended first.
    for operation in KillOperation.allCases where rounds >= 1_000 {
      #expect(harness.died[operation, default: 0] > 0, "\(operation) was never killed")
    }
    Soak.say("kills: \(rounds) rounds, died \(harness.died), ended first \(harness.finished)")
  }
}
