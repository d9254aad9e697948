/// Why no answer came.
public enum TransportError: Error, Hashable, Sendable {
  /// The host has no address.
  case unresolved(host: String)
  /// Nobody listens, or no route leads there.
  case refused(host: String)
  /// No connection within the time limit.
  case connectTimeout(host: String)
  /// The connection stood, but no whole answer came within the time limit.
  case answerTimeout(host: String)
  /// The connection ended before the answer did.
  case lost(host: String)
  /// The certificate could not be verified.
  case untrusted(host: String, reason: String)
  /// The proxy refused or could not be reached.
  case proxy(String, reason: String)
  /// An answer larger than anything sensible.
  case tooLarge(host: String, limit: Int)
  /// Something that is not HTTP, or that this side could not send.
  case malformed(host: String, reason: String)
  /// The caller gave up.
  case cancelled
  /// A dry run: the request would have changed something, so it was written down instead.
  case withheld

  /// Whether the other side may have done what was asked although no answer came.
  public var mayHaveArrived: Bool {
    switch self {
    case .answerTimeout, .lost, .tooLarge, .malformed, .cancelled: true
    case .unresolved, .refused, .connectTimeout, .untrusted, .proxy, .withheld: false
    }
  }

  /// Whether trying again later may help.
  public var isPassing: Bool {
    switch self {
    case .unresolved, .refused, .connectTimeout, .answerTimeout, .lost, .proxy: true
    case .untrusted, .tooLarge, .malformed, .cancelled, .withheld: false
    }
  }
}
