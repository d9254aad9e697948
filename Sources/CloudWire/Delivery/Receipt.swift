/// An answer, and what was seen on the way.
public struct Receipt: Hashable, Sendable {
  /// The answer.
  public var response: WireResponse
  /// How many attempts it took.
  public var attempts: Int
  /// How far this machine's clock is ahead of the server's, in seconds; nil where the server did not say.
  public var skew: Double?

  /// Makes a receipt.
  public init(response: WireResponse, attempts: Int = 1, skew: Double? = nil) {
    self.response = response
    self.attempts = attempts
    self.skew = skew
  }
}
