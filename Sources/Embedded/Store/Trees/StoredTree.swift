/// A tree of files as a store holds it.
struct StoredTree: Codable, Hashable, Sendable {
  /// The file system's name.
  var name: String
  /// Bytes of its regular files, holes included, hard links once.
  var size: Int64
  /// Files, folders, links and nodes, the root counted.
  var entries: Int64
  /// The hash that names the tree's manifest.
  var manifest: ContentHash
}
