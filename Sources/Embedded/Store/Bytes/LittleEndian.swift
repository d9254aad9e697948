import Foundation

extension UnsafeRawBufferPointer {
  /// The little-endian integer at `offset`; the caller has checked the bounds.
  func little<Value: FixedWidthInteger>(_ type: Value.Type, at offset: Int) -> Value {
    precondition(offset >= 0 && offset + MemoryLayout<Value>.size <= count)
    return Value(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// Whether every byte is zero.
  var isZero: Bool {
    var offset = 0
    while offset + 64 <= count {
      var any: UInt64 = 0
      for step in 0..<8 { any |= loadUnaligned(fromByteOffset: offset + 8 * step, as: UInt64.self) }
      if any != 0 { return false }
      offset += 64
    }
    while offset < count {
      if self[offset] != 0 { return false }
      offset += 1
    }
    return true
  }

  /// Whether both are the same bytes.
  func isSame(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count, let mine = baseAddress, let theirs = other.baseAddress else { return false }
    return memcmp(mine, theirs, count) == 0
  }

  /// The bytes from `start`, `length` long.
  func part(_ start: Int, _ length: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[start..<(start + length)])
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Writes a little-endian integer at `offset`.
  func put<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
    storeBytes(of: value.littleEndian, toByteOffset: offset, as: Value.self)
  }

  /// Copies `source` to `offset`.
  func put(_ source: UnsafeRawBufferPointer, at offset: Int) {
    guard !source.isEmpty else { return }
    UnsafeMutableRawBufferPointer(rebasing: self[offset..<(offset + source.count)]).copyMemory(from: source)
  }
}
