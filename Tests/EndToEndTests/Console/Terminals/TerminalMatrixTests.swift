import Foundation
import Testing

@testable import TerminalSupport

extension Journeys {
  /// The matrix of terminals (issue 4, point 6): here so that any two values meet; `Scripts/soak` runs all of it.
  @Suite(.enabled(if: TerminalGround.isPossible, "tic and infocmp make the entries"))
  struct TerminalMatrixTests {
    @Test(
      "Start, main flow, a storm of sizes, ^Z, a terminal that takes no bytes, a hang-up, on every kind of terminal")
    func matrix() async throws {
      try await TerminalGround.run(TerminalCase.pairwise, storm: 40, stall: 0.3, atOnce: 2)
    }
  }

  /// Random keys on the program itself: it neither ends by itself, nor hangs, nor leaves the screen broken.
  @Suite struct KeyFuzzTests {
    @Test("Random keys and sizes on a real terminal", arguments: 1...Soak.number("FUZZ_SEEDS", else: 2))
    func keys(_ seed: Int) throws {
      let home = try CommandHome.backedUp(mebibytes: 4)
      for name in ["row-x", "row-y", "row-z"] {
        try home.json("backups", "create", "--server", "web", "--vault", "backup-east", "--name", name)
      }
      try FuzzedConsole(home: home, seed: UInt64(seed)).run(keys: 200)
      try home.expectNobodyLeft()
    }
  }
}

/// All of the matrix, with a thousand sizes and ten seconds without bytes for each; `Scripts/soak` runs it.
@Suite(.serialized, .ownThreads, .enabled(if: Soak.number("STORM", else: 0) > 0, "it takes an hour"))
struct TerminalSoakTests {
  @Test("The same on all kinds of terminals")
  func matrix() async throws {
    let stall = Double(Soak.number("STALL", else: 10))
    let storm = Soak.number("STORM", else: 1000)
    let step = Soak.number("EVERY", else: 1)
    let cells = TerminalCase.all.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    try await TerminalGround.run(cells, storm: storm, stall: stall, atOnce: 12)
  }
}
