/// Keeps watch over the order of entries: parents first, names rising, nothing beneath what is no folder.
struct TreeOrder {
  private struct Open {
    var lastChild: [UInt8]?
  }

  private var open: [Open] = []

  /// Takes the next entry; false when it cannot stand here.
  mutating func take(_ entry: TreeEntry) -> Bool {
    guard entry.depth > 0 else {
      guard open.isEmpty, entry.kind == .folder else { return false }
      open.append(Open())
      return true
    }
    // Folders that were left are closed, so a depth says which of the open ones is the parent.
    guard entry.depth <= open.count else { return false }
    open.removeLast(open.count - entry.depth)
    if let last = open[entry.depth - 1].lastChild, !last.lexicographicallyPrecedes(entry.name) { return false }
    open[entry.depth - 1].lastChild = entry.name
    if entry.kind == .folder { open.append(Open()) }
    return true
  }
}
