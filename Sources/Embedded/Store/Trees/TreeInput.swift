/// A folder to be read into a store as a tree of files.
struct TreeInput: Sendable {
  /// The file system's name.
  var name: String
  /// The folder.
  var path: String
}
