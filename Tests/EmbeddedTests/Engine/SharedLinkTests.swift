import Dispatch
import Foundation
import Testing

@testable import Embedded

/// Several transfers of several processes on one link, on a clock of their own.
@Suite struct SharedLinkTests {
  private struct Crossing: Sendable {
    var second: Double
    var payer: String
    var bytes: Int
  }

  private let shop: Workshop

  init() throws { shop = try Workshop() }

  /// Lets transfers of two processes cross until the clock says `end`; each with so many threads that pay lots.
  private func cross(
    transfers: [(name: String, process: Int, threads: Int)], lot: Int, until end: Double,
    rate: @escaping @Sendable (Double) -> Int64?
  ) async -> [Crossing] {
    let clock = VirtualClock(threads: transfers.reduce(0) { $0 + $1.threads })
    let pacers = (0..<2).map { _ in
      LinkPacer(folder: shop.folder, clock: clock, rate: LinkRate(clock: clock) { rate(clock.seconds) })
    }
    let crossings = Locked<[Crossing]>([])
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      let group = DispatchGroup()
      for transfer in transfers {
        for _ in 0..<transfer.threads {
          group.enter()
          let pacer = pacers[transfer.process]
          Thread { @Sendable in
            // A stop ends the last payment; any other error leaves too few crossings, which the test sees.
            while clock.seconds < end {
              try? pacer.pace(
                lot, over: Link(source: "a", destination: "b"), as: transfer.name,
                paid: { bytes in
                  crossings.with {
                    $0.append(Crossing(second: clock.seconds, payer: transfer.name, bytes: bytes))
                  }
                },
                checkpoint: { if clock.seconds >= end { throw TransferStopped.paused } })
            }
            clock.leave()
            group.leave()
          }.start()
        }
      }
      group.notify(queue: .global()) { done.resume() }
    }
    return crossings.with { $0 }
  }

  private func bytes(_ crossings: [Crossing], from: Double, to: Double) -> Int64 {
    crossings.reduce(0) { $0 + ($1.second >= from && $1.second < to ? Int64($1.bytes) : 0) }
  }

  @Test(
    "The rate is kept within 5 % over any 10 s from 2 s after a change, by several transfers and processes (point 7)",
    arguments: [64 << 10, 1 << 20, 4 << 20])
  func anyTenSeconds(lot: Int) async throws {
    let (first, second) = (Int64(2 << 20), Int64(12 << 20))
    let crossings = await cross(
      transfers: [("t1", 0, 4), ("t2", 0, 1), ("t3", 1, 2), ("t4", 1, 1)], lot: lot, until: 60
    ) { $0 < 25 ? first : second }
    for (rate, from, to) in [(first, 2.0, 25.0), (second, 27.0, 60.0)] {
      for start in stride(from: from, through: to - 10, by: 0.25) {
        let share = Double(bytes(crossings, from: start, to: start + 10)) / Double(rate * 10)
        #expect(abs(share - 1) < 0.05, "\(share) of the rate from \(start) s on")
      }
    }
  }

  @Test("A hundred transfers on one slow link move evenly, however many threads each has (point 6)")
  func evenly() async throws {
    let transfers = (0..<100).map { ("t\($0)", 0, $0 % 7 == 0 ? 3 : 1) }
    let crossings = await cross(transfers: transfers, lot: 1 << 20, until: 100) { _ in Int64(10 << 20) }
    let sums = crossings.reduce(into: [String: Int]()) { $0[$1.payer, default: 0] += $1.bytes }
    let (least, most) = (sums.values.min() ?? 0, sums.values.max() ?? 0)
    #expect(sums.count == 100)
    #expect(most - least <= 2 << 20, "\(least)…\(most)")
  }
}
