/// Memory that direct I/O accepts; owned by one thread at a time.
final class AlignedBuffer {
  /// What addresses, offsets and lengths of direct I/O are multiples of.
  static let alignment = 4096

  /// The memory, a whole number of pages.
  let bytes: UnsafeMutableRawBufferPointer

  /// Takes room for at least `capacity` bytes.
  init(capacity: Int) {
    let rounded = Self.roundedUp(max(capacity, 1))
    bytes = .allocate(byteCount: rounded, alignment: Self.alignment)
  }

  deinit { bytes.deallocate() }

  /// The first `count` bytes.
  func prefix(_ count: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[..<count]) }

  /// The next multiple of the alignment.
  static func roundedUp(_ count: Int) -> Int { (count + alignment - 1) & ~(alignment - 1) }
}
