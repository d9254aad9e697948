/// A backup or resource that a simulated run leaves out, told once a policy and reason.
public struct SimulatedSkip: Codable, Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Why.
  public var refusal: Refusal

  /// Makes a note.
  public init(name: String, refusal: Refusal) {
    self.name = name
    self.refusal = refusal
  }
}
