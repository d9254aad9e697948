import Foundation

/// Memory that direct I/O accepts; owned by one thread at a time.
final class AlignedBuffer {
  /// What addresses, offsets and lengths of direct I/O are multiples of.
  static let alignment = 4096
  /// The memory, a whole number of pages.
  let bytes: UnsafeMutableRawBufferPointer
  private let isMapped: Bool

  /// Takes room for at least `capacity` bytes.
  ///
  /// The memory comes from the kernel and goes back to it, past the allocator: that one keeps large blocks, and of small
  /// aligned ones the gaps between them.
  init(capacity: Int) {
    let rounded = Self.roundedUp(max(capacity, 1))
    let map = mmap(nil, rounded, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    if let map, map != MAP_FAILED {
      bytes = UnsafeMutableRawBufferPointer(start: map, count: rounded)
      isMapped = true
    } else {
      bytes = .allocate(byteCount: rounded, alignment: Self.alignment)
      isMapped = false
    }
  }

  deinit {
    if isMapped { munmap(bytes.baseAddress, bytes.count) } else { bytes.deallocate() }
  }

  /// Gives the memory back to the kernel; it reads as zeros when it is used again.
  func forget() {
    // Where the kernel declines, the memory simply stays.
    if isMapped { _ = madvise(bytes.baseAddress, bytes.count, MADV_DONTNEED) }
  }

  /// The first `count` bytes.
  func prefix(_ count: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[..<count]) }

  /// The next multiple of the alignment.
  static func roundedUp(_ count: Int) -> Int { (count + alignment - 1) & ~(alignment - 1) }
}
