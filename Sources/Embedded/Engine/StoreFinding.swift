/// Something damaged or missing in a region's store, named exactly.
public struct StoreFinding: Codable, Hashable, Sendable {
  /// The id of the region.
  public var region: String
  /// The object's name beneath the store.
  public var object: String
  /// The id of the backup or snapshot that needs it, where one does.
  public var backup: String?
  /// The hash of the chunk or page concerned.
  public var chunk: String?
  /// What is wrong, in one sentence.
  public var message: String
  /// Whether it was put right.
  public var healed: Bool

  init(_ problem: StoreProblem, region: String, healed: Bool = false) {
    self.region = region
    self.healed = healed
    object = problem.object
    backup = problem.backup
    chunk = problem.chunk
    message = problem.message
  }
}
