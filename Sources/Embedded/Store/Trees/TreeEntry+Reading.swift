extension TreeEntry {
  /// Reads the entry at `position`; nil when its bytes or what they say are not possible.
  init?(_ bytes: UnsafeRawBufferPointer, at position: Int) {
    guard bytes.count - position >= Self.head else { return nil }
    let length = Int(bytes.little(UInt32.self, at: position))
    guard length >= Self.head, length <= bytes.count - position else { return nil }
    let entry = bytes.part(position, length)
    guard let kind = Kind(rawValue: entry[4]), entry[5] <= 1, entry[5] == 0 || kind == .file else { return nil }
    self.kind = kind
    isSparse = entry[5] == 1
    depth = Int(entry.little(UInt16.self, at: 6))
    mode = entry.little(UInt32.self, at: 8)
    user = entry.little(UInt32.self, at: 12)
    group = entry.little(UInt32.self, at: 16)
    nanoseconds = entry.little(UInt32.self, at: 20)
    seconds = entry.little(Int64.self, at: 24)
    size = entry.little(UInt64.self, at: 32)
    let names = (Int(entry.little(UInt16.self, at: 40)), Int(entry.little(UInt16.self, at: 42)))
    let rest = Int(entry.little(UInt32.self, at: 44))
    guard rest <= Self.limits.attributes, Self.head + names.0 + names.1 + rest == length else { return nil }
    name = Array(entry.part(Self.head, names.0))
    target = Array(entry.part(Self.head + names.0, names.1))
    guard let attributes = Self.attributes(entry.part(length - rest, rest)) else { return nil }
    self.attributes = attributes
    guard isPossible else { return nil }
  }

  /// Whether the entry taken for itself says nothing impossible or harmful.
  private var isPossible: Bool {
    guard mode <= 0o7777, nanoseconds < 1_000_000_000, depth <= Self.limits.depth else { return false }
    guard depth == 0 ? name.isEmpty && kind == .folder : Self.isName(name) else { return false }
    switch kind {
    case .file: guard size <= UInt64(Self.limits.size) else { return false }
    case .characterDevice, .blockDevice: break
    default: guard size == 0 else { return false }
    }
    switch kind {
    case .symbolicLink: return !target.isEmpty && target.count < 4096 && !target.contains(0)
    case .hardLink:
      return !target.isEmpty
        && target.split(separator: Self.slash, omittingEmptySubsequences: false)
          .allSatisfy { Self.isName(Array($0)) }
    default: return target.isEmpty
    }
  }

  static let slash = UInt8(ascii: "/")

  /// Whether bytes can be one name in a folder.
  static func isName(_ name: [UInt8]) -> Bool {
    (1...limits.name).contains(name.count) && name != [0x2e] && name != [0x2e, 0x2e]
      && !name.contains(where: { $0 == 0 || $0 == slash })
  }

  private static func attributes(_ bytes: UnsafeRawBufferPointer) -> [TreeAttribute]? {
    var attributes: [TreeAttribute] = []
    var position = 0
    while position < bytes.count {
      guard bytes.count - position >= 6 else { return nil }
      let nameLength = Int(bytes.little(UInt16.self, at: position))
      let valueLength = Int(bytes.little(UInt32.self, at: position + 2))
      guard (1...TreeAttribute.limits.name).contains(nameLength), valueLength <= TreeAttribute.limits.value,
        nameLength + valueLength <= bytes.count - position - 6
      else { return nil }
      let attribute = TreeAttribute(
        name: Array(bytes.part(position + 6, nameLength)),
        value: Array(bytes.part(position + 6 + nameLength, valueLength)))
      guard !attribute.name.contains(0) else { return nil }
      if let last = attributes.last, !last.name.lexicographicallyPrecedes(attribute.name) { return nil }
      attributes.append(attribute)
      position += attribute.length
    }
    return attributes
  }
}
