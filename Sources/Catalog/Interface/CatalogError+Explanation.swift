public import Replication

extension CatalogError: ExplainedError {
  /// The words for an operator.
  public var explanation: Explanation {
    switch self {
    case .corrupt(let path, let reason):
      words(
        "catalog-corrupt", "The catalog \(path) is damaged: \(reason).",
        "Start farshore again: it sets the file aside and rebuilds the catalog from the stores.")
    case .foreign(let path):
      words(
        "catalog-foreign", "\(path) is a database of another program, not a catalog of farshore.",
        "Move it elsewhere; a new catalog is then made from the context file and the stores.")
    case .newerVersion(let path, let found, let known):
      words(
        "catalog-newer", "The catalog \(path) has version \(found); this farshore knows versions up to \(known).",
        "Use a newer farshore for this home.")
    case .unwritable(let path, let reason):
      words(
        "catalog-unwritable", "The catalog \(path) cannot be written: \(reason).",
        "Check mount options and permissions of its folder.")
    case .noSpace(let path):
      words(
        "no-space", "The disk that holds the catalog \(path) is full; nothing was changed.",
        "Make room there, then try again.")
    case .busy(let path):
      words(
        "catalog-busy", "Another process has kept the catalog \(path) locked for too long; nothing was changed.",
        "Try again; if it persists, look for a stopped farshore process.")
    case .replaced(let path):
      words(
        "catalog-replaced", "The catalog \(path) was set aside or removed while it was open; nothing was changed.",
        "Start farshore again.")
    case .sound(let path):
      words(
        "catalog-sound", "The catalog \(path) is sound, so it was not set aside.",
        "Try again: another process has repaired it.")
    case .failed(let path, let reason):
      words(
        "catalog-failed", "The catalog \(path) could not be used: \(reason).",
        "Check the disk that holds it, then try again.")
    }
  }

  private func words(_ code: String, _ message: String, _ next: String) -> Explanation {
    Explanation(code: code, message: message, next: next)
  }
}
