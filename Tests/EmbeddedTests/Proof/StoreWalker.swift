import Foundation

@testable import Embedded

/// Walks a whole store with the reader that was written from docs/store-format.md alone, and tells what does not hold.
struct StoreWalker {
  private let folder: String
  private let reader: StoreReader

  init(_ folder: String) throws {
    self.folder = folder
    reader = try StoreReader(folder)
  }

  /// The ids of the published backups.
  func backups() throws -> Set<String> { Set(try versions("backups").keys) }

  /// The hash of a disk as it can be read from the store.
  func digest(backup id: String, disk number: Int) throws -> String {
    let (size, stretches, _) = try reader.extract(backup: id, disk: number)
    var disk = [UInt8](repeating: 0, count: size)
    for stretch in stretches {
      disk.replaceSubrange(stretch.offset..<(stretch.offset + stretch.bytes.count), with: stretch.bytes)
    }
    return ContentHash.of(disk).description
  }

  /// What is wrong with the packs against what the records name; `isCollected`: nothing else may be there.
  func problems(isCollected: Bool) throws -> [String] {
    var problems: [String] = []
    var named: Set<[UInt8]> = []
    for id in try backups().sorted() {
      let record = try reader.record(backup: id)
      for disk in record["disks"] as? [[String: Any]] ?? [] {
        let head = reader.bytes(hex: disk["manifest"] as? String ?? "")
        named.insert(head)
        let content = try reader.content(head)
        try walk(Array(content[64..<96]), level: Int(content[7]), into: &named)
      }
    }
    let stored = try packs()
    for name in named where !stored.contains(name) { problems.append("no pack holds \(Self.text(name))") }
    guard isCollected else { return problems }
    for name in stored.subtracting(named) { problems.append("nobody names \(Self.text(name))") }
    for left in ["tmp", "sessions", "condemned"] {
      let files = try names(left).filter { try left == "tmp" || left == "condemned" || !names("\(left)/\($0)").isEmpty }
      if !files.isEmpty { problems.append("\(left) holds \(files)") }
    }
    return problems
  }

  /// The highest version of each record of a folder; an empty folder means nothing.
  private func versions(_ kind: String) throws -> [String: String] {
    var versions: [String: String] = [:]
    for id in try names(kind) { versions[id] = try names("\(kind)/\(id)").max() }
    return versions
  }

  private func walk(_ name: [UInt8], level: Int, into named: inout Set<[UInt8]>) throws {
    guard !name.allSatisfy({ $0 == 0 }), named.insert(name).inserted else { return }
    let page = try reader.content(name)
    for index in 0..<Int(reader.integer(page, 8, 2)) {
      let entry = Array(page[(16 + 40 * index)..<(48 + 40 * index)])
      if level > 0 {
        try walk(entry, level: level - 1, into: &named)
      } else if !entry.allSatisfy({ $0 == 0 }) {
        // Its content was compared with its name.
        if named.insert(entry).inserted { _ = try reader.content(entry) }
      }
    }
  }

  /// The names in all packs' tables, each pack's length, id and hash compared.
  private func packs() throws -> Set<[UInt8]> {
    var found: Set<[UInt8]> = []
    for shelf in try names("packs") {
      for id in try names("packs/\(shelf)") {
        let pack = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/packs/\(shelf)/\(id)")))
        let table = 64 + Int(reader.integer(pack, 24, 8))
        let count = Int(reader.integer(pack, 20, 4))
        try reader.check(pack.count == table + 80 * count + 32 && id.hasPrefix(shelf), "\(id): length or shelf")
        try reader.check(Self.text(Array(pack[32..<48])) == id, "\(id): another id")
        let sealed = ContentHash.of(Array(pack[0..<64] + pack[table..<(table + 80 * count)])).bytes
        try reader.check(sealed == Array(pack[(table + 80 * count)...]), "\(id): hash")
        for entry in 0..<count { found.insert(Array(pack[(table + 80 * entry)..<(table + 80 * entry + 32)])) }
      }
    }
    return found
  }

  private func names(_ place: String) throws -> [String] {
    let path = "\(folder)/\(place)"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path)
  }

  private static func text(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
}
