import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 9: what a disk stores otherwise than it was told gets no name: packs are read back before.
@Suite struct LyingDiskTests {
  @Test(
    "Point 9: a write that puts other bytes on the disk is found before its pack is named",
    arguments: [FailingDiskGround.Work.create, .receive, .createTree, .receiveTree])
  func everyWrite(_ work: FailingDiskGround.Work) throws {
    let ground = try FailingDiskGround()
    var (number, refused, total) = (0, 0, 1)
    while number < total {
      number += 1
      let (path, calls) = (try ground.copy("lied to", for: work).0.path, LyingCalls())
      defer { try? FileManager.default.removeItem(atPath: path) }
      let store = try RegionStore.open(at: path, home: "home", calls: calls)
      calls.lie(at: number)
      do {
        try ground.perform(work, store, calls)
      } catch let error as StoreError {
        refused += 1
        guard case .damaged = error else {
          Issue.record("\(work), write \(number): \(error)")
          continue
        }
      }
      total = max(total, calls.writes)
      calls.lie(at: 0)
      // Indexes and records are not read back; what they do not say is said by the packs, and a repair writes them anew.
      let found = try RegionStore.open(at: path, home: "home").verifyAll(observer: Quiet())
      #expect(found.allSatisfy { !$0.object.hasPrefix("packs/") }, "\(work), write \(number): \(found)")

    }
    #expect(refused > 0 && total > 3, "\(work): \(refused) of \(total)")
  }
}
