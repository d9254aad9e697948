/// Names and paths of a tree, which may be any bytes, as operators read them.
enum TreePath {
  /// A path beneath the root; what is no printable text is written as `\xHH`, a backslash twice.
  static func text(_ place: [UInt8]) -> String {
    var text = ""
    var rest = place[...]
    while let byte = rest.first {
      if let scalar = scalar(&rest) {
        text += isPrintable(scalar) ? (scalar == "\\" ? "\\\\" : String(scalar)) : escaped(Array(String(scalar).utf8))
      } else {
        rest.removeFirst()
        text += escaped([byte])
      }
    }
    return text
  }

  /// A path with the root as the operator named it.
  static func text(_ root: String, _ place: [UInt8]) -> String { place.isEmpty ? root : root + "/" + text(place) }

  /// A number that says where a writer may end a chunk: it depends on the path alone, so that a change moves nothing far.
  static func draw(_ place: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in place { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    // The high bits of the sum alone say too little about the last letters.
    hash = (hash ^ (hash >> 32)) &* 0xd6e8_feb8_6659_fd93
    hash = (hash ^ (hash >> 32)) &* 0xd6e8_feb8_6659_fd93
    return hash ^ (hash >> 32)
  }

  private static func scalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
    var bytes = rest.prefix(4).makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return nil }
    rest.removeFirst(UTF8.width(scalar))
    return scalar
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }

  private static func escaped(_ bytes: [UInt8]) -> String {
    bytes.map { "\\x" + (($0 < 16 ? "0" : "") + String($0, radix: 16)) }.joined()
  }
}
