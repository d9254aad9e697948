/// One file, folder, link or node of a tree; its place in the entry stream and its depth say where it belongs.
struct TreeEntry: Hashable, Sendable {
  /// What an entry is.
  enum Kind: UInt8, Sendable {
    case file = 1
    case folder, symbolicLink, hardLink, fifo, characterDevice, blockDevice, socket
  }

  /// Bytes before the name.
  static let head = 48
  /// The bounds of the format; everything read is checked against them.
  static let limits = (depth: 4096, name: 255, target: 65535, attributes: 1 << 20, size: Limits.disk)

  /// What it is.
  var kind: Kind
  /// Whether the file had holes when it was read.
  var isSparse = false
  /// 0 for the tree's root, 1 for what lies in it.
  var depth: Int
  /// Permissions with setuid, setgid and sticky bits.
  var mode: UInt32
  /// The owner.
  var user: UInt32
  /// The group.
  var group: UInt32
  /// The time of the last change, in seconds since 1970.
  var seconds: Int64
  /// The nanoseconds of that time.
  var nanoseconds: UInt32
  /// Bytes of a file; major and minor number of a device, 32 bits each.
  var size: UInt64 = 0
  /// The name within the folder; empty for the root.
  var name: [UInt8]
  /// What a symbolic link says; for a hard link the path, from the root on, of the entry that has the content.
  var target: [UInt8] = []
  /// Extended attributes in the order of their names.
  var attributes: [TreeAttribute] = []

  /// Bytes of the entry in the stream.
  var length: Int { Self.head + name.count + target.count + attributes.reduce(0) { $0 + $1.length } }

  /// Writes the entry behind `stream`.
  func append(to stream: inout [UInt8]) {
    func put<Value: FixedWidthInteger>(_ value: Value) {
      withUnsafeBytes(of: value.littleEndian) { stream.append(contentsOf: $0) }
    }
    put(UInt32(length))
    put(kind.rawValue)
    put(UInt8(isSparse ? 1 : 0))
    put(UInt16(depth))
    put(mode)
    put(user)
    put(group)
    put(nanoseconds)
    put(seconds)
    put(size)
    put(UInt16(name.count))
    put(UInt16(target.count))
    put(UInt32(attributes.reduce(0) { $0 + $1.length }))
    stream += name
    stream += target
    for attribute in attributes {
      put(UInt16(attribute.name.count))
      put(UInt32(attribute.value.count))
      stream += attribute.name
      stream += attribute.value
    }
  }
}
