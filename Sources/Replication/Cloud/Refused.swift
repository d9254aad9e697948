/// A request that makes one thing was refused, with all reasons.
public struct Refused: Error, Hashable, Sendable {
  /// The reasons; never empty.
  public var refusals: [Refusal]

  /// Makes the error.
  public init(_ refusals: [Refusal]) { self.refusals = refusals }
}
