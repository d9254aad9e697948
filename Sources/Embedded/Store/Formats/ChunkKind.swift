/// What the bytes of a pack's entry are; for the curious and for verification, since the name alone identifies them.
enum ChunkKind: UInt8, Sendable {
  /// Bytes of a disk, or of a tree's files.
  case content = 0
  /// A page of a manifest.
  case page = 1
  /// The head of a manifest.
  case manifest = 2
}
