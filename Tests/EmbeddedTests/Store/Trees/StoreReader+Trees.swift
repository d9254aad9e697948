import Foundation

@testable import Embedded

extension StoreReader {
  /// An entry of a tree with its content put together.
  struct Entry {
    var path: [UInt8]
    var kind: Int
    var mode: Int
    var seconds: Int64
    var nanoseconds: Int
    var target: [UInt8]
    var attributes: [[UInt8]: [UInt8]]
    var content: [UInt8]
  }

  /// Extracts the tree of the backup `id`.
  func extractTree(backup id: String) throws -> [Entry] {
    guard let tree = try record(backup: id)["tree"] as? [String: Any], let manifest = tree["manifest"] as? String,
      let count = tree["entries"] as? Int
    else { throw Wrong(sentence: "the record is not as described") }
    let head = try content(bytes(hex: manifest))
    try check(head.count == 144 && Array(head[0..<4]) == Array("FSMF".utf8) && head[6] == 1, "head")
    let files = try stream(head, root: 64, level: 7, length: 8)
    let stream = try stream(head, root: 96, level: 136, length: 128)
    var entries: [Entry] = []
    var (position, offset) = (0, 0)
    var folders: [[UInt8]] = []
    while position < stream.count {
      let length = Int(integer(stream, position, 4))
      let bytes = Array(stream[position..<(position + length)])
      position += length
      let (name, target) = (Int(integer(bytes, 40, 2)), Int(integer(bytes, 42, 2)))
      let depth = Int(integer(bytes, 6, 2))
      folders.removeLast(folders.count - depth)
      let parent = folders.last ?? []
      let path = parent + (parent.isEmpty ? [] : [0x2f]) + bytes[48..<(48 + name)]
      if bytes[4] == 2 { folders.append(path) }
      let size = bytes[4] == 1 ? Int(integer(bytes, 32, 8)) : 0
      entries.append(
        Entry(
          path: path, kind: Int(bytes[4]), mode: Int(integer(bytes, 8, 4)),
          seconds: Int64(bitPattern: integer(bytes, 24, 8)), nanoseconds: Int(integer(bytes, 20, 4)),
          target: Array(bytes[(48 + name)..<(48 + name + target)]),
          attributes: attributes(Array(bytes[(48 + name + target)...])),
          content: Array(files[offset..<(offset + size)])))
      offset += size
    }
    try check(entries.count == count && offset == files.count, "the streams do not fit")
    return entries
  }

  private func stream(_ head: [UInt8], root: Int, level: Int, length: Int) throws -> [UInt8] {
    let size = Int(integer(head, length, 8))
    var stretches: [Stretch] = []
    let end = try read(
      Array(head[root..<(root + 32)]), level: Int(head[level]), at: 0, length: size, into: &stretches)
    try check(end == size, "the tree does not cover the stream")
    var stream = [UInt8](repeating: 0, count: size)
    for stretch in stretches {
      stream.replaceSubrange(stretch.offset..<(stretch.offset + stretch.bytes.count), with: stretch.bytes)
    }
    return stream
  }

  private func attributes(_ bytes: [UInt8]) -> [[UInt8]: [UInt8]] {
    var found: [[UInt8]: [UInt8]] = [:]
    var position = 0
    while position < bytes.count {
      let name = position + 6
      let value = name + Int(integer(bytes, position, 2))
      let end = value + Int(integer(bytes, position + 2, 4))
      found[Array(bytes[name..<value])] = Array(bytes[value..<end])
      position = end
    }
    return found
  }
}
