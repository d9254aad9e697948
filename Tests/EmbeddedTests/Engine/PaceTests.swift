import Foundation
import Synchronization
import Testing

@testable import Embedded

@Suite struct PaceTests {
  private let shop: Workshop
  private let clock = SteppingClock()
  private let mebi: Int64 = 1 << 20

  init() throws { shop = try Workshop() }

  private func pacer(_ rate: @escaping @Sendable () -> Int64?) -> LinkPacer {
    LinkPacer(folder: shop.folder, clock: clock, rate: LinkRate(clock: clock, lookUp: rate))
  }

  @Test("A link's rate is kept within 5 % (commands.md, Rates)", arguments: [64 << 10, 1 << 20, 4 << 20])
  func keepsRate(piece: Int) throws {
    let rate = mebi
    let pacer = pacer { rate }
    let link = Link(source: "a", destination: "b")
    for _ in 0..<((20 << 20) / piece) { try pacer.pace(piece, over: link) {} }
    #expect(abs(clock.seconds - 20) < 1)
  }

  @Test("All processes of a home share a link's rate; other links have their own (commands.md, Rates)")
  func sharesLink() throws {
    let rate = mebi
    let (one, other) = (pacer { rate }, pacer { rate })
    let link = Link(source: "a", destination: "b")
    for _ in 0..<80 {
      try one.pace(64 << 10, over: link) {}
      try other.pace(64 << 10, over: link) {}
    }
    #expect(abs(clock.seconds - 10) < 0.5)
    let before = clock.seconds
    try one.pace(64 << 10, over: Link(source: "a", destination: "c")) {}
    #expect(clock.seconds - before < 0.2)
  }

  @Test("A changed rate is felt within two seconds, also in the middle of a chunk (commands.md, Rates)")
  func feelsChange() throws {
    let clock = clock
    let pacer = pacer { clock.seconds < 30 ? 1_000 : nil }
    try pacer.pace(4 << 20, over: Link(source: "a", destination: "b")) {}
    #expect(clock.seconds >= 30)
    #expect(clock.seconds <= 32)
  }

  @Test("A transfer that waits for its rate can be stopped (S29)")
  func stops() throws {
    let pacer = pacer { 1 }
    #expect(throws: TransferStopped.paused) {
      try pacer.pace(1 << 20, over: Link(source: "a", destination: "b")) { throw TransferStopped.paused }
    }
  }

  @Test("A transfer is told once before it waits, and not where its bytes may cross at once")
  func tellsBeforeWaiting() throws {
    let rate = mebi
    let pacer = pacer { rate }
    let link = Link(source: "a", destination: "b")
    var waits = 0
    try pacer.pace(1 << 20, over: link, beforeWaiting: { waits += 1 }) {}
    #expect(waits == 1)
    clock.sleep(nanoseconds: 1_000_000_000)
    try pacer.pace(1 << 10, over: link, beforeWaiting: { waits += 1 }) {}
    #expect(waits == 1)
    // Whoever is sent away leaves the line, or nobody behind could ever pay.
    #expect(throws: TransferStopped.cancelled) {
      try pacer.pace(1 << 20, over: link, beforeWaiting: { throw TransferStopped.cancelled }) {}
    }
    try pacer.pace(1 << 20, over: link) {}
  }

  @Test("Another boot's uptime neither blocks nor floods a link")
  func survivesReboot() {
    var bucket = TokenBucket(filledAt: 1 << 60, tokens: 5)
    bucket.fill(rate: 1_000, now: 10)
    #expect(bucket == TokenBucket(filledAt: 10, tokens: 0))
    bucket.fill(rate: 1_000, now: 3_000_000_010)
    #expect(bucket.take(upTo: 10_000) == 250)
  }
}
