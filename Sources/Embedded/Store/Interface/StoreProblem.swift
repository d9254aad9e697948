/// Something damaged or missing in a store, named exactly.
struct StoreProblem: Codable, Hashable, Sendable {
  /// The object's name beneath the store, such as `packs/3f/…`.
  var object: String
  /// The id of the backup or snapshot that needs it.
  var backup: String?
  /// The hash of the chunk or page.
  var chunk: String?
  /// What is wrong, in one sentence.
  var message: String
}
