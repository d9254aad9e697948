/// An answer that refuses: the vendor's code and words as they came, and what kind of trouble that is.
public struct HuaweiFailure: Hashable, Sendable {
  /// The kinds of trouble.
  public enum Category: String, Sendable {
    /// Signature, key, token or date are not accepted.
    case auth
    /// The caller may not do it.
    case forbidden
    /// What was named is not there.
    case missing
    /// Its state does not allow it now.
    case conflict
    /// A rule of the service forbids it.
    case rule
    /// There is no room for it.
    case quota
    /// The request was not understood.
    case parameter
    /// Too many requests.
    case throttled
    /// The service is in trouble.
    case server
  }

  /// The status of HTTP.
  public var status: Int
  /// The vendor's code, prefix included; nil where the answer had none.
  public var code: String?
  /// The vendor's words, without what could be secret; nil where the answer had none.
  public var message: String?
  /// What the vendor's support asks for.
  public var requestID: String?
  /// What was asked for, in words.
  public var subject: String
  /// A sentence about this machine's clock, where that explains it.
  public var clock: String?
  /// Its kind.
  public var category: Category

  /// Makes a failure.
  public init(
    status: Int, code: String?, message: String?, requestID: String? = nil, subject: String, clock: String? = nil
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
    self.subject = subject
    self.clock = clock
    category = HuaweiCodes.category(code: code, status: status)
  }

  /// The vendor's words with code and request id, for messages of ours.
  public var vendorWords: String {
    let facts = [code, requestID.map { "request \($0)" }].compactMap { $0 }
    let words = message ?? "HTTP \(status) without a reason"
    return facts.isEmpty ? words : "\(words) (\(facts.joined(separator: ", ")))"
  }
}
