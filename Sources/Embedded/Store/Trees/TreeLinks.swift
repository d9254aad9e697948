/// The first name of every file that has several; more than a bounded number of them are kept on disk.
struct TreeLinks {
  /// Files that are kept in memory.
  static let bound = 16384
  private static let slot = 16

  private var near: [UInt64: [UInt8]] = [:]
  private let bound: Int
  private var table: SpillFile?
  private var paths: SpillFile?
  private var pathsEnd: Int64 = 0
  private var slots = 0
  private var used = 0

  init(bound: Int = Self.bound) { self.bound = bound }

  /// The name under which a file was met first; nil when it was not.
  func first(_ inode: UInt64) throws(StoreError) -> [UInt8]? {
    if let known = near[inode] { return known }
    return try find(inode).path.map { position throws(StoreError) in try path(at: position) }
  }

  /// Notes the first name of a file that is not known.
  mutating func note(_ inode: UInt64, at place: [UInt8]) throws(StoreError) {
    guard near.count >= bound else {
      near[inode] = place
      return
    }
    if (used + 1) * 4 > slots * 3 { try grow() }
    try put(inode, try keep(place), at: try find(inode).slot, of: table)
    used += 1
  }

  private func find(_ inode: UInt64) throws(StoreError) -> (slot: Int, path: Int64?) {
    guard let table, slots > 0 else { return (0, nil) }
    var number = Self.start(inode, slots)
    while true {
      let bytes = try table.read(at: Int64(number * Self.slot), count: Self.slot)
      let (key, value) = bytes.withUnsafeBytes { bytes in
        bytes.count < Self.slot
          ? (0, 0) : (bytes.little(UInt64.self, at: 0), bytes.little(UInt64.self, at: 8))
      }
      // A slot that was never written reads as zeros, and positions count from 1.
      if value == 0 { return (number, nil) }
      if key == inode { return (number, Int64(value)) }
      number = (number + 1) % slots
    }
  }

  private static func start(_ inode: UInt64, _ slots: Int) -> Int {
    Int((inode &* 0x9e37_79b9_7f4a_7c15) >> 20) % slots
  }

  private mutating func grow() throws(StoreError) {
    let (old, count) = (table, slots)
    let larger = try SpillFile()
    (table, slots) = (larger, max(4 * bound, 2 * count, 64))
    guard let old else { return }
    var number = 0
    while number < count {
      let bytes = try old.read(at: Int64(number * Self.slot), count: min(4096, count - number) * Self.slot)
      guard !bytes.isEmpty else { return }
      for offset in stride(from: 0, to: bytes.count - Self.slot + 1, by: Self.slot) {
        let (key, value) = bytes.withUnsafeBytes { bytes in
          (bytes.little(UInt64.self, at: offset), bytes.little(UInt64.self, at: offset + 8))
        }
        if value > 0 { try put(key, Int64(value), at: try find(key).slot, of: larger) }
      }
      number += bytes.count / Self.slot
    }
  }

  private func put(_ inode: UInt64, _ position: Int64, at number: Int, of table: SpillFile?) throws(StoreError) {
    let words = [inode.littleEndian, UInt64(position).littleEndian]
    try table?.write(words.withUnsafeBytes { Array($0) }, at: Int64(number * Self.slot))
  }

  private mutating func keep(_ place: [UInt8]) throws(StoreError) -> Int64 {
    if paths == nil { paths = try SpillFile() }
    let position = pathsEnd
    let record = [UInt8(place.count & 0xff), UInt8(place.count >> 8 & 0xff), UInt8(place.count >> 16 & 0xff)] + place
    try paths?.write(record, at: position)
    pathsEnd += Int64(record.count)
    return position + 1
  }

  private func path(at position: Int64) throws(StoreError) -> [UInt8] {
    guard let paths else { return [] }
    let head = try paths.read(at: position - 1, count: 3)
    guard head.count == 3 else { return [] }
    return try paths.read(at: position + 2, count: Int(head[0]) | Int(head[1]) << 8 | Int(head[2]) << 16)
  }
}
