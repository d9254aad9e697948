/// An account as IAM calls it.
public struct IAMDomain: Decodable, Hashable, Sendable {
  /// Its id.
  public var id: String
  /// Its name.
  public var name: String
}
