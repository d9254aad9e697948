/// What an object is, as the four letters in its header.
enum ObjectKind: String, Sendable {
  /// The store's first object.
  case root = "ROOT"
  /// A versioned record with a JSON body.
  case record = "RECO"
  /// Chunks and pages.
  case pack = "PACK"
  /// A sorted table of where chunks and pages lie.
  case index = "INDX"
}
