/// What came of a submission: the tasks admitted and everything that was refused.
public struct Admission: Codable, Hashable, Sendable {
  /// The tasks, in the order of the requests that made them.
  public var tasks: [CloudTask]
  /// All refusals of all requests.
  public var refused: [Refusal]

  /// Makes an admission.
  public init(tasks: [CloudTask] = [], refused: [Refusal] = []) {
    self.tasks = tasks
    self.refused = refused
  }
}
