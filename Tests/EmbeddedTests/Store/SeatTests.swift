import Foundation
import Testing

@testable import Embedded

@Suite struct SeatTests {
  @Test("A transfer that waits for its link's rate keeps no other from working", .timeLimit(.minutes(2)))
  func pacedTransferStandsUp() async throws {
    let shop = try Workshop()
    let (source, target, other) = try (shop.store("a"), shop.store("b"), shop.store("c"))
    let mebibyte = 1 << 20
    // More chunks than all threads of a transfer take at once, so that each of them has to pay.
    let pieces = (0..<70).flatMap { [Piece.text(4096, seed: UInt64($0)), .hole(4 * mebibyte - 4096)] }
    let backup = try shop.back(up: [shop.disk("d", pieces)], into: source)
    let session = try target.beginSession("paced")
    let toll = Toll()
    let paced = Task.detached {
      try await EngineThreads().run {
        try target.receive(backup.disks, from: source, session: session, observer: toll)
      }
    }
    let input = try shop.disk("e", [.noise(9 * mebibyte, seed: 1)])
    let threads = EngineThreads()
    try await threads.run { toll.waitForArrivals(WorkerGroup.threads) }
    let meanwhile = try shop.back(up: [input], into: other)
    #expect(try shop.restored(meanwhile.disks[0], from: other) == shop.bytes("e"))
    #expect(try other.verify(meanwhile.disks, observer: Quiet()).isEmpty)
    toll.open()
    try await paced.value
    try target.publish(backup)
    try target.endSession(session)
    #expect(try shop.restored(backup.disks[0], from: target) == shop.bytes("d"))
  }
}
