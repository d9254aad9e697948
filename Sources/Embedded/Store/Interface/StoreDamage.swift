/// What a verification found, in words and as a repair needs it.
struct StoreDamage: Sendable {
  /// Everything that is wrong, named exactly.
  var problems: [StoreProblem] = []
  /// Packs of which any part is damaged, or that are named but gone.
  var packs: Set<ObjectID> = []
  /// Chunks, pages and heads that something published names and that have no intact place.
  var chunks: Set<ContentHash> = []
  /// Names of damaged index objects and lists of condemned chunks.
  var indexes: Set<String> = []
}
