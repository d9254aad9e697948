/// What a collection has found to be named.
struct Marks {
  /// One mark for every entry of the merged index.
  var bits: [Bool] = []
  /// Manifests walked already.
  var roots: Set<ContentHash> = []
  /// Packs that sessions protect as a whole.
  var sessions: Set<ObjectID> = []
}
