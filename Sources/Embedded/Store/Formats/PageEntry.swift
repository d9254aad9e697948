/// One chunk, or one page below, as a manifest page names it: 40 bytes.
struct PageEntry: Hashable, Sendable {
  /// Bytes of an entry.
  static let length = 40

  /// The name of the chunk or page; `ContentHash.hole` for zeros that are stored nowhere.
  var id: ContentHash
  /// Logical bytes below.
  var length: Int64

  /// Whether nothing is stored for it.
  var isHole: Bool { id == .hole }
}
