import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct RecordTests {
  @Test("A store made in a folder that a group shares is the group's, whatever the umask (design.md: shared homes)")
  func sharedStore() throws {
    let shop = try Workshop()
    func mode(_ path: String) throws -> Int {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: shop.folder)
    #expect(try mode(shop.store("own").path) & 0o020 == 0)
    try FileManager.default.setAttributes([.posixPermissions: 0o770], ofItemAtPath: shop.folder)
    let store = try shop.store("shared")
    let session = try store.beginSession("t")
    for name in ["", "/region", "/region/region", "/locks", "/locks/session-t"] {
      #expect(try mode(store.path + name) & 0o060 == 0o060, "\(name)")
    }
    try store.endSession(session)
  }

  @Test("A version with the last number there is ends in an error, not in an overflow")
  func lastNumber() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let folder = "\(store.path)/vaults/v"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: "\(folder)/ffffffffffffffff"))
    let vault = Vault(
      id: "v", name: "v", type: .server, protection: .backup, region: "a", project: "p", capacity: 1,
      createdAt: Date(timeIntervalSinceReferenceDate: 0))
    #expect(throws: StoreError.self) { try store.putVault(vault) }
  }

  @Test("S21: a store alone tells its region, vaults, backups, snapshots and ledger")
  func selfDescription() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    let date = Date(timeIntervalSinceReferenceDate: 700_000_000.123456)
    let vault = Vault(
      id: "v", name: "vault", type: .server, protection: .backup, region: "a", project: "p", capacity: 1,
      createdAt: date)
    let disk = StoredDisk(name: "d", usage: .data, size: 1, sha256: nil, manifest: .of([1]), openedLive: true)
    let snapshot = StoredSnapshot(
      snapshot: Snapshot(
        id: "snap-12345678", name: "s", state: .normal, region: "a", project: "p",
        disk: NamedReference(id: "d", name: "d"), usage: .data, size: 1, createdAt: date), disk: disk)
    let backup = StoredBackup(backup: Workshop.backup("b", size: 1), disks: [disk])
    let entry = LedgerEntry(backup: "b", region: "c", date: date)
    try store.putVault(vault)
    try store.publish(snapshot)
    try store.publish(backup)
    try store.appendLedger(entry)
    try store.appendLedger(LedgerEntry(backup: "b", region: "c", date: Date()))
    let contents = try RegionStore.open(at: store.path, home: "home").contents()
    #expect(contents.region == Region(id: "a", name: "a"))
    #expect(contents.vaults == [vault])
    #expect(contents.backups == [backup])
    #expect(contents.snapshots == [snapshot])
    #expect(contents.ledger == [entry])
    #expect(contents.owner == "home")
    #expect(contents.problems.isEmpty)
    try store.removeVault("v")
    try store.removeBackup("b")
    try store.removeSnapshot("snap-12345678")
    try store.removeSnapshot("never-was")
    #expect(try store.backup("b") == nil)
    #expect(try store.contents().snapshots.isEmpty)
  }

  @Test("A newer version of a record replaces the older one, and one file is left")
  func versions() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    for size in Int64(1)...5 {
      try store.publish(StoredBackup(backup: Workshop.backup("b", size: size), disks: []))
    }
    #expect(try store.backup("b")?.backup.size == 5)
    #expect(try shop.files(of: store).filter { $0.hasPrefix("backups/") }.count == 1)
  }

  @Test("A broken record is reported by name and hides no other")
  func brokenRecord() throws {
    let shop = try Workshop()
    let store = try shop.store("a")
    for id in ["b1", "b2"] { try store.publish(StoredBackup(backup: Workshop.backup(id, size: 1), disks: [])) }
    let name = try #require(try shop.files(of: store).first { $0.hasPrefix("backups/b1/") })
    let url = URL(fileURLWithPath: "\(store.path)/\(name)")
    let good = try Data(contentsOf: url)
    for offset in good.indices {
      var flipped = good
      flipped[offset] ^= 1
      try flipped.write(to: url)
      let contents = try store.contents()
      #expect(contents.backups.map(\.backup.id) == ["b2"])
      #expect(contents.problems.map(\.object) == [name] || contents.problems.map(\.backup) == ["b1"])
    }
  }
}
