/// What is killed in a round.
enum KillOperation: String, CaseIterable {
  case create, replicate, delete, collect, image, importing
  /// The same for a file system: the tree of its files is read, and written as a new file system.
  case createTree, restoreTree
}
