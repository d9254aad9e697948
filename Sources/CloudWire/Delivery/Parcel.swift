public import struct Foundation.Date

/// A request to be delivered: signed anew for every attempt.
public struct Parcel: Sendable {
  /// Whether it changes something.
  public enum Purpose: Sendable {
    /// Changes nothing; may be sent any number of times.
    case read
    /// Changes something; sent again only when nothing can have been done.
    case write
  }

  /// Where it goes.
  public var endpoint: Endpoint
  /// Whether it changes something.
  public var purpose: Purpose
  /// Makes the signed request for a moment.
  public var sign: @Sendable (Date) -> WireRequest
  /// Says what an answer means.
  public var judge: @Sendable (WireResponse) -> Verdict

  /// Makes a parcel.
  public init(
    to endpoint: Endpoint, purpose: Purpose, sign: @escaping @Sendable (Date) -> WireRequest,
    judge: @escaping @Sendable (WireResponse) -> Verdict
  ) {
    self.endpoint = endpoint
    self.purpose = purpose
    self.sign = sign
    self.judge = judge
  }
}
