import Foundation

@testable import Embedded

/// A reader written from docs/store-format.md alone; of the module it takes SHA-256 and zstd, nothing of the format.
struct StoreReader {
  struct Wrong: Error { var sentence: String }

  /// A stretch of a disk that is no hole.
  struct Stretch: Equatable {
    var offset: Int
    var bytes: [UInt8]
  }

  private struct Place {
    var pack: String
    var offset: Int
    var storedLength: Int
    var contentLength: Int
    var isCompressed: Bool
    var storedHash: [UInt8]
  }

  private let folder: String
  /// The newest version of records that it knows.
  private let version: UInt64
  private var places: [[UInt8]: Place] = [:]

  init(_ folder: String, version: UInt64 = 2) throws {
    (self.folder, self.version) = (folder, version)
    _ = try body(of: "farshore-store", kind: "ROOT")
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/index") {
      try readIndex("index/\(name)")
    }
  }

  /// Extracts the disk `number` of the backup `id`.
  func extract(backup id: String, disk number: Int) throws -> (size: Int, stretches: [Stretch], sha256: String?) {
    guard let disks = try record(backup: id)["disks"] as? [[String: Any]],
      let manifest = disks[number]["manifest"] as? String
    else { throw Wrong(sentence: "the record is not as described") }
    let head = try content(bytes(hex: manifest))
    try check(head.count == 144 && Array(head[0..<4]) == Array("FSMF".utf8), "head")
    let size = Int(integer(head, 8, 8))
    var disk: [Stretch] = []
    let end = try read(Array(head[64..<96]), level: Int(head[7]), at: 0, length: size, into: &disk)
    try check(end == size, "the tree does not cover the disk")
    return (size, disk, disks[number]["sha256"] as? String)
  }

  func read(
    _ name: [UInt8], level: Int, at start: Int, length: Int, into disk: inout [Stretch]
  ) throws -> Int {
    if name.allSatisfy({ $0 == 0 }) { return start + length }
    var offset = start
    let page = try content(name)
    try check(Array(page[0..<4]) == Array("FSPG".utf8) && Int(page[6]) == level, "page")
    for index in 0..<Int(integer(page, 8, 2)) {
      let entry = Array(page[(16 + 40 * index)..<(48 + 40 * index)])
      let below = Int(integer(page, 48 + 40 * index, 8))
      if level > 0 || entry.allSatisfy({ $0 == 0 }) {
        offset = try read(entry, level: level - 1, at: offset, length: below, into: &disk)
      } else {
        let chunk = try content(entry)
        try check(chunk.count == below, "chunk length")
        disk.append(Stretch(offset: offset, bytes: chunk))
        offset += below
      }
    }
    try check(offset == start + length, "page length")
    return offset
  }

  func content(_ name: [UInt8]) throws -> [UInt8] {
    guard let place = places[name] else { throw Wrong(sentence: "a chunk is in no index") }
    let pack = try file("packs/\(place.pack.prefix(2))/\(place.pack)")
    try check(Array(pack[0..<12]) == Array("FARSHOREPACK".utf8), "pack header")
    let table = 64 + Int(integer(pack, 24, 8))
    let end = table + 80 * Int(integer(pack, 20, 4))
    try check(pack.count == end + 32 && hash(pack[0..<64] + pack[table..<end]) == Array(pack[end...]), "pack hash")
    let stored = Array(pack[place.offset..<(place.offset + place.storedLength)])
    try check(hash(stored) == place.storedHash, "stored hash")
    guard place.isCompressed else { return stored }
    let buffer = AlignedBuffer(capacity: place.contentLength)
    let plain = stored.withUnsafeBytes {
      Decompressor()?.decompress($0, into: buffer.bytes, length: place.contentLength).map { Array($0) }
    }
    guard let plain, hash(plain) == name else { throw Wrong(sentence: "content does not match its name") }
    return plain
  }

  /// The JSON of a backup's newest record.
  func record(backup id: String) throws -> [String: Any] {
    let versions = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/backups/\(id)").sorted()
    let record = try body(of: "backups/\(id)/\(versions.last ?? "")", kind: "RECO")
    return try JSONSerialization.jsonObject(with: Data(record)) as? [String: Any] ?? [:]
  }

  private mutating func readIndex(_ name: String) throws {
    let index = try file(name)
    try check(Array(index[0..<12]) == Array("FARSHOREINDX".utf8) && hash(index[0..<64]) == Array(index[64..<96]), name)
    for number in 0..<Int(integer(index, 20, 4)) {
      let start = 96 + 16384 * number
      let page = Array(index[start..<(start + 16384)])
      let count = withUnsafeBytes(of: UInt32(number).littleEndian) { Array($0) }
      try check(hash(index[32..<48] + count + page[32...]) == Array(page[0..<32]), "index page")
      for entry in 0..<Int(integer(page, 32, 2)) {
        let at = 64 + 96 * entry
        places[Array(page[at..<(at + 32)])] = Place(
          pack: page[(at + 80)..<(at + 96)].map { String(format: "%02x", $0) }.joined(),
          offset: Int(integer(page, at + 64, 4)), storedLength: Int(integer(page, at + 68, 4)),
          contentLength: Int(integer(page, at + 72, 4)), isCompressed: page[at + 77] == 1,
          storedHash: Array(page[(at + 32)..<(at + 64)]))
      }
    }
  }

  private func body(of name: String, kind: String) throws -> [UInt8] {
    let object = try file(name)
    let length = Int(integer(object, 24, 8))
    try check(Array(object[0..<12]) == Array("FARSHORE\(kind)".utf8), name)
    // Records of trees are of version 2.
    let (found, known) = (integer(object, 12, 2), kind == "RECO" ? version : 1)
    try check(1...known ~= found, "\(name) has version \(found); this reader knows \(known)")
    try check(object.count == 96 + length, name)
    try check(hash(Array(name.utf8) + [0] + object[0..<(64 + length)]) == Array(object[(64 + length)...]), name)
    return Array(object[64..<(64 + length)])
  }

  private func file(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
  }

  private func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] { ContentHash.of(Array(bytes)).bytes }

  func integer(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
    (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[offset + $1]) }
  }

  func bytes(hex: String) -> [UInt8] {
    stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
  }

  func check(_ holds: Bool, _ what: String) throws { if !holds { throw Wrong(sentence: what) } }
}
