import Replication

extension StoreProblem {
  /// A problem as an error tells it; the error's own object is the more exact one.
  init(object: String, backup: String?, chunk: String?, _ error: StoreError) {
    self.init(object: object, backup: backup, chunk: chunk, message: error.explanation.message)
    switch error {
    case .damaged(let named, let part, _):
      self.object = named
      self.chunk = part ?? chunk
    case .missing(let named): self.object = named
    // Of an object beneath the store, not of the store as a whole.
    case .newerVersion(let named, _, _) where !named.hasPrefix("/"): self.object = named
    default: break
    }
  }
}
