/// Where a writer ends chunks of a tree: where paths say, so that a change moves nothing but its neighbourhood.
enum TreeCut {
  /// From this size on a file has chunks of its own.
  static let alone: Int64 = 1 << 20
  /// A chunk of small files may end from so many bytes on.
  static let shortestContent = 256 << 10
  /// Bytes of small files, beyond those, after which one end is to be expected.
  private static let strideContent: UInt64 = 256 << 10
  /// A chunk of entries may end from so many bytes on.
  static let shortestEntries = 16 << 10
  /// No chunk of entries but that of a single one is longer.
  static let longestEntries = 1 << 20
  private static let strideEntries: UInt64 = 48 << 10

  /// Whether a chunk of small files may end behind the file at `path`: the larger it is, the likelier.
  static func endsContent(_ path: [UInt8], size: Int64) -> Bool {
    ContentHash.of(path).prefix < UInt64.max / strideContent * UInt64(min(max(size, 1), Int64(strideContent)))
  }

  /// Whether a chunk of entries may end behind the one at `path`.
  static func endsEntries(_ path: [UInt8], length: Int) -> Bool {
    // Another part of the hash, so that both streams do not end together.
    (ContentHash.of(path).prefix &* 0x9e37_79b9_7f4a_7c15)
      < UInt64.max / strideEntries * min(UInt64(length), strideEntries)
  }
}
