import Foundation
import Replication
import Testing

@testable import Embedded

/// Run alone, since memory is the process's: `FARSHORE_ENTRIES=4000000 swift test --filter MemoryTests`.
@Suite struct MemoryTests {
  static let entries = ProcessInfo.processInfo.environment["FARSHORE_ENTRIES"].flatMap { Int($0) }

  @Test(
    "Memory does not follow the size: index, manifest, collection of a disk of so many chunks",
    .enabled(if: entries != nil))
  func manyEntries() throws {
    let count = try #require(Self.entries)
    let shop = try Workshop()
    let (store, empty) = try (shop.store("a"), shop.store("b"))
    let idle = try Self.memory("VmRSS")
    try Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
    let disk = try Self.publish(chunks: count, in: store)
    try Self.print("published", idle)
    #expect(try store.collect(dryRun: false).chunks == 0)
    try Self.print("marked", idle)
    // Asked for one by one, more chunks take many minutes and hold no more.
    if count <= 1_000_000 {
      #expect(try empty.missingBytes([disk], from: store) > Int64(count))
      try Self.print("walked", idle)
    }
    try store.removeBackup("b1")
    #expect(try store.collect(dryRun: false).chunks > count)
    try Self.print("swept", idle)
    #expect(try Self.memory("VmHWM") - idle < 64 << 10)
  }

  /// A disk of chunks that are only said to be stored: their packs are in the index and nowhere else.
  private static func publish(chunks: Int, in store: RegionStore) throws -> StoredDisk {
    let session = try store.beginSession("t")
    let writer = PackWriter(session: session, proof: .stored, scratch: ChunkReader.buffer())
    let runs = IndexRuns(folder: RegionStore.indexFolder, in: store.objects)
    var builder = ManifestBuilder()
    let size = Int64(chunks) * Int64(Limits.chunk)
    for number in 0..<chunks {
      let id = ContentHash.of(withUnsafeBytes(of: number) { Array($0) })
      let entry = ChunkEntry(
        id: id, storedHash: id, offset: 64, storedLength: Limits.chunk, contentLength: Limits.chunk, kind: .content,
        encoding: .raw)
      try runs.add([entry], of: .random(shelf: session.shelf))
      for page in builder.add(PageEntry(id: id, length: Int64(Limits.chunk))) { try add(page, .page, to: writer) }
    }
    try runs.finish()
    let last = builder.finish(height: ManifestHead.level(size: size))
    for page in last.pages { try add(page, .page, to: writer) }
    let head = ManifestHead(size: size, sha256: nil, root: last.root, openedLive: false).bytes
    try add(head, .manifest, to: writer)
    try writer.seal()
    let disk = StoredDisk(name: "d", usage: .data, size: size, sha256: nil, manifest: .of(head))
    try session.commit()
    try store.publish(StoredBackup(backup: Workshop.backup("b1", size: size), disks: [disk]))
    try store.endSession(session)
    return disk
  }

  private static func add(_ bytes: [UInt8], _ kind: ChunkKind, to writer: PackWriter) throws {
    try bytes.withUnsafeBytes { _ = try writer.add($0, id: .of(bytes), kind: kind) }
  }

  private static func print(_ step: String, _ idle: Int) throws {
    Swift.print("\(step): \((try memory("VmHWM") - idle) / 1024) MiB above idle at most")
  }

  /// A line of /proc/self/status, in KiB.
  private static func memory(_ name: String) throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
