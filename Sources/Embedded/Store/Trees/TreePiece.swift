/// A stretch of a tree in the order of its entries: what one worker reads and stores at a time.
struct TreePiece: Sendable {
  /// An entry, and the file that its content is read from.
  struct Item: Sendable {
    var entry: TreeEntry
    /// Says where chunks may end.
    var draw: UInt64
    /// The path beneath the root, where somebody has to know it.
    var place: [UInt8] = []
    /// The file, for one that has content.
    var file: TreeFile?
  }

  /// A stretch of a large file.
  struct Part: Sendable {
    var file: TreeFile
    var open: TreeOpenFile
    var offset: Int64
    var length: Int64
    /// Nothing is stored there.
    var isHole: Bool
    /// The file ends behind it, and its item is the piece's only one.
    var isLast: Bool
  }

  /// The entries; their contents, one after the other, are the piece's content unless it is a part.
  var items: [Item] = []
  /// The stretch of a large file that is the piece's content.
  var part: Part?
  /// Bytes of the files when they were listed.
  var length: Int64 = 0
}
