/// Where a writer ends chunks of a tree: where paths say, so that a change moves nothing but its neighbourhood.
enum TreeCut {
  /// From this size on a file has chunks of its own.
  static let alone: Int64 = 1 << 20
  /// A piece may end from so many bytes on.
  static let shortestContent = 256 << 10
  /// What an entry weighs beside its bytes, so that pieces of tiny files do not take much memory.
  static let entryWeight = 1 << 10
  /// Bytes of small files, beyond those, after which one end is to be expected.
  private static let strideContent: UInt64 = 256 << 10
  /// A chunk of entries may end from so many bytes on.
  static let shortestEntries = 16 << 10
  /// No chunk of entries but that of a single one is longer.
  static let longestEntries = 1 << 20
  private static let strideEntries: UInt64 = 48 << 10

  /// Whether a piece may end behind an entry of a weight: the heavier it is, the likelier.
  static func endsContent(_ draw: UInt64, weight: Int) -> Bool {
    draw < UInt64.max / strideContent * min(UInt64(weight), strideContent)
  }

  /// Whether a chunk of entries may end behind one of so many bytes.
  static func endsEntries(_ draw: UInt64, length: Int) -> Bool {
    // Another part of the number, so that both streams do not end together.
    (draw &* 0x9e37_79b9_7f4a_7c15) < UInt64.max / strideEntries * min(UInt64(length), strideEntries)
  }
}
