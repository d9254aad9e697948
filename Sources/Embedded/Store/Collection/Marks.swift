/// What a collection has found to be needed.
struct Marks {
  /// One mark for every entry of the merged index.
  var bits: BitSet
  /// Manifests walked already.
  var roots: Set<ContentHash> = []
}
