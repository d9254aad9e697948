/// An error as the cloud reports it: its code, its words and the request's id, which the vendor's support asks for.
public struct TencentFault: Error, Hashable, Sendable {
  /// The dotted code, such as `RequestLimitExceeded.UinLimitExceeded`; empty where the answer has none.
  public var code: String
  /// The cloud's words, cut to what a screen can hold.
  public var message: String
  /// The id of the request; nil where the answer has none.
  public var requestID: String?
  /// The status of HTTP; 200 for most errors.
  public var status: Int

  /// Makes a fault.
  public init(code: String, message: String, requestID: String?, status: Int = 200) {
    self.code = code
    self.message = String(message.unicodeScalars.prefix(500).map(Character.init))
    self.requestID = requestID
    self.status = status
  }

  /// What kind of trouble it is.
  public var category: FaultCategory {
    if status == 429 { return .throttled }
    if let known = FaultCategory(code: code) { return known }
    return .server
  }

  /// Whether the same request may succeed later without anybody doing something.
  public var mayPass: Bool { category == .throttled || category == .server || code == "ResourceBusy" }

  /// `CODE: message (request ID)`, as far as they are known.
  public var sentence: String {
    let words = [code, message].filter { !$0.isEmpty }.joined(separator: ": ")
    let said = words.isEmpty ? "an answer with the status \(status)" : words
    guard let requestID, !requestID.isEmpty else { return said }
    return "\(said) (request \(requestID))"
  }
}
