/// An error that may mean a dry run: the request was written down instead of sent.
public protocol Withholding: Error {
  /// Whether it does.
  var isWithheld: Bool { get }
}

extension TransportError: Withholding {
  /// Whether the request was written down instead of sent.
  public var isWithheld: Bool { self == .withheld }
}
