/// An answer that says only that it was done.
public struct TencentAcknowledgement: Decodable, Hashable, Sendable {
  /// There is nothing to read.
  public init(from decoder: any Decoder) throws {}
}
