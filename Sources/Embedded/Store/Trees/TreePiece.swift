/// A piece of one of a tree's streams, in the order of the stream: what one worker reads and stores at a time.
enum TreePiece: Sendable {
  /// Whole small files, one after the other.
  case files([TreeFile], length: Int)
  /// A stretch of a large file.
  case part(TreeFile, offset: Int64, length: Int)
  /// A stretch of a file that has nothing stored.
  case hole(length: Int64)
  /// Serialised entries.
  case entries([UInt8])
}
