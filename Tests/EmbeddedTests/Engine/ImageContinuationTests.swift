import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 14: an image that one process began is ended by another one, without writing again what is there.
@Suite struct ImageContinuationTests {
  @Test("Point 14: an image that was handed over in its midst is continued in the same files", arguments: [5, 9])
  func handedOver(after passing: Int) async throws {
    let stage = try EngineStage()
    let maker = try stage.openWithRegions()
    let source = try await maker.makeBackup(stage, mebibytes: 41)
    await maker.letGo()
    let calls = HangingCalls(store: stage.storePath(EngineStage.regions[0]), after: passing)
    let first = try stage.open(calls: calls)
    let admission = try await first.createImage(
      ImageRequest(backup: source.id, output: stage.folder + "/out"), by: first.requester)
    let id = try #require(admission.tasks.first?.id)
    let folder = try #require(admission.tasks.first?.target?.id)
    first.startMoving()
    while !calls.hangs { await first.crew.look(for: id) }
    let path = "\(stage.folder)/out/\(folder)/system.raw"
    let before = try #require(inode(path))
    // Nothing says yet that it stands still, so leaving waits for it; it answers and stops after the chunk in hand.
    first.crew.stopMoving()
    calls.release()
    await first.crew.rest()
    // On a busy machine it may count as stuck, and then leaving does not wait for it.
    let left = try await first.wait(for: id) { $0.status == .waiting }
    #expect(left.bytesDone < source.size, "\(left)")
    #expect(inode(path) == before)
    let second = try stage.open()
    let ended = try await second.finish(admission)
    #expect(ended.map(\.status) == [.success], "\(ended)")
    #expect(inode(path) == before)
    // What was written before did not cross again.
    #expect((ended.first?.bytesTransferred ?? .max) <= source.size)
    #expect(try stage.sha256(path) == stage.sha256(stage.folder + "/disks/web-01-s.img"))
    #expect(try second.catalog.image(folder)?.disks.first?.sha256 == stage.sha256(path))
    await second.letGo()
  }

  private func inode(_ path: String) -> UInt64? {
    var status = stat()
    return lstat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }
}
