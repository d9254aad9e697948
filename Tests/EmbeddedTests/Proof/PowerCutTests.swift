import Foundation
import Replication
import Testing

@testable import Embedded

/// Point 8, beyond the death of processes: what was acknowledged survives a power cut, and nothing published is in part.
@Suite struct PowerCutTests {
  @Test(
    "Point 8: whenever the power goes and whatever was not synced is lost, all that was acknowledged is there and whole",
    arguments: PowerCut.Model.allCases)
  func everyMoment(_ model: PowerCut.Model) throws {
    let shop = try Workshop(in: Quick.root)
    let calls = RecordingCalls()
    let store = try shop.store("a", calls: calls)
    calls.acknowledge("store")
    let backups = try work(shop, store, calls)
    var root = stat()
    #expect(stat(store.path, &root) == 0)
    var cut = PowerCut(model, root: root.st_ino)
    var moments = 0
    for event in calls.events {
      cut.take(event)
      // Between these nothing changes that a cut would leave.
      switch (event, model) {
      case (.syncFile, .losesNames), (.makeFile, .losesNames), (.move, .losesNames), (.remove, .losesNames),
        (.makeFolder, .losesNames), (.makeFile, .losesContents), (.syncFolder, .losesContents):
        continue
      default: break
      }
      moments += 1
      try cut.write(to: shop.path("cut"))
      try expectWhole(shop, backups, cut.acknowledged, "\(model) at \(moments) after \(event.words)")
      try FileManager.default.removeItem(atPath: shop.path("cut"))
    }
    #expect(moments > 40)
  }

  /// Backups, a deletion, a collection and a replica; each is acknowledged when its call returns.
  private func work(_ shop: Workshop, _ store: RegionStore, _ calls: RecordingCalls) throws -> [StoredBackup] {
    let shared = Piece.noise(30_000, seed: 1)
    var backups: [StoredBackup] = []
    for number in 0..<2 {
      let disk = try shop.disk("d\(number)", [shared, .hole(4 << 20), .noise(20_000, seed: UInt64(number) + 2)])
      backups.append(try shop.back(up: [disk], into: store, as: "b\(number)"))
      calls.acknowledge("b\(number)")
    }
    try shop.folder("share/below")
    try shop.write(Piece.noise(9_000, seed: 8).bytes ?? Data(), to: "share/below/file")
    backups.append(try shop.back(upTree: "share", into: store))
    calls.acknowledge("t1")
    calls.acknowledge("-b0 begins")
    try store.removeBackup("b0")
    calls.acknowledge("-b0")
    _ = try store.collect(dryRun: false)
    let other = try shop.store("other")
    let moved = try shop.back(up: [shop.disk("d2", [shared, .noise(7_000, seed: 7)])], into: other, as: "b2")
    try shop.replicate(moved, from: other, to: store)
    calls.acknowledge("b2")
    return backups + [moved]
  }

  private func expectWhole(
    _ shop: Workshop, _ backups: [StoredBackup], _ acknowledged: [String], _ moment: String
  ) throws {
    guard acknowledged.contains("store") else { return }
    let store = try RegionStore.open(at: shop.path("cut"), home: "home")
    #expect(try store.verifyAll(observer: Quiet()) == [], "\(moment)")
    let present = Set(try store.backups.all().values.map(\.backup.id))
    for backup in backups {
      let id = backup.backup.id
      if acknowledged.contains("-\(id)") {
        #expect(!present.contains(id), "\(moment): \(id) is back")
      } else if acknowledged.contains(id), !acknowledged.contains("-\(id) begins") {
        #expect(present.contains(id), "\(moment): \(id) is lost")
      }
      for disk in backup.disks where present.contains(id) {
        let bytes = try shop.restored(disk, from: store, as: "out")
        #expect(try bytes == shop.bytes(disk.name), "\(moment)")
        try FileManager.default.removeItem(atPath: shop.path("out"))
      }
    }
  }
}

extension PowerCut.Event {
  /// The event without the bytes.
  fileprivate var words: String {
    if case .syncFile(let file, let bytes) = self { "syncFile \(file), \(bytes.count) bytes" } else { "\(self)" }
  }
}
