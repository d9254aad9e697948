import Foundation
import Replication
import Testing

@testable import Embedded

@Suite struct HoleTests {
  static let terabyte = 1_000_000_000_000
  /// Chunks of a stretch, and whether it is a hole.
  static let stretches: [[(chunks: Int64, isHole: Bool)]] = [
    [(1, true)], [(255, true), (1, false)], [(256, true), (1, false)], [(256, false), (256, true), (1, false)],
    [(3, false), (70_000, true), (5, false)], [(65_536, true), (65_536, true), (1, false), (65_535, true)],
    [(1, false), (65_535, true), (131_072, true), (257, true), (1, false), (300, true)],
  ]

  @Test("Holes added as stretches give the pages that holes added one by one give", arguments: stretches)
  func builder(stretches: [(chunks: Int64, isHole: Bool)]) {
    var (slow, quick) = (ManifestBuilder(), ManifestBuilder())
    var (slowPages, quickPages): ([[UInt8]], [[UInt8]]) = ([], [])
    let chunk = Int64(Limits.chunk)
    for (chunks, isHole) in stretches {
      if isHole { quickPages += quick.addHole(chunks: chunks) }
      for number in 0..<chunks {
        let id = isHole ? ContentHash.hole : ContentHash.of([UInt8(truncatingIfNeeded: number)])
        slowPages += slow.add(PageEntry(id: id, length: chunk))
        if !isHole { quickPages += quick.add(PageEntry(id: id, length: chunk)) }
      }
    }
    let height = ManifestHead.level(size: stretches.reduce(0) { $0 + $1.chunks } * chunk)
    let (slowEnd, quickEnd) = (slow.finish(height: height), quick.finish(height: height))
    #expect(slowEnd.root == quickEnd.root)
    #expect(slowPages + slowEnd.pages == quickPages + quickEnd.pages)
  }

  @Test("A sparse disk of 16 TB costs what is stored of it: backup, replica, verification, image, collection")
  func sparse() throws {
    let shop = try Workshop()
    let (source, target) = try (shop.store("a"), shop.store("b"))
    let pieces: [Piece] = [
      .noise(5000, seed: 1), .hole(7 * Self.terabyte), .text(9 << 20, seed: 2), .hole(9 * Self.terabyte + 77),
    ]
    let steps = Quiet()
    let session = try source.beginSession("t")
    let disk = try #require(
      try source.ingest([shop.disk("d", pieces)], session: session, observer: steps).first)
    let backup = StoredBackup(backup: Workshop.backup("b1", size: disk.size), disks: [disk])
    try source.publish(backup)
    try source.endSession(session)
    #expect(disk.sha256 == nil && disk.size > 16 * Self.terabyte)
    try shop.replicate(backup, from: source, to: target, observer: steps)
    #expect(try target.verify([disk], observer: steps).isEmpty)
    #expect(try target.verifyAll(observer: steps).isEmpty)
    #expect(try target.restore(disk, to: shop.path("image"), observer: steps) == nil)
    #expect(try target.collect(dryRun: false).chunks == 0)
    #expect(steps.checkpoints < 100, "a hole is one step, whatever its size")
    try #expect(shop.stored(of: "image") == shop.stored(of: "d"))
  }
}

extension Workshop {
  /// The stretches of a file that are stored, in chunks, with the hash of each chunk.
  func stored(of name: String) throws -> [Int64: ContentHash] {
    let source = try DiskSource(input(name))
    let buffer = ChunkReader.buffer()
    var (offset, found): (Int64, [Int64: ContentHash]) = (0, [:])
    while offset < source.size {
      let hole = source.endOfHole(at: offset)
      offset = hole < source.size ? hole - hole % Int64(Limits.chunk) : hole
      guard offset < source.size else { break }
      let length = min(Int64(Limits.chunk), source.size - offset)
      found[offset] = ContentHash.of(try source.read(at: offset, length: Int(length), into: buffer))
      offset += length
    }
    return found
  }
}
