internal import CloudWire
public import Replication

extension HuaweiError: ExplainedError {
  /// What happened, to what, and what to do next.
  public var explanation: Explanation {
    switch self {
    case .transport(let error, let subject):
      var words = error.explanation
      words.message = "\(subject): \(words.message)"
      return words
    case .address(let error): return error.explanation
    case .unreadable(let subject, let reason, let requestID):
      return Explanation(
        code: "answer-unreadable",
        message: "\(subject): Huawei Cloud's answer cannot be understood: \(reason)"
          + (requestID.map { " (request \($0))" } ?? ""),
        next: "Check the endpoint; a proxy may have answered in its place.")
    case .failure(let failure): return Self.words(failure)
    }
  }

  private static func words(_ failure: HuaweiFailure) -> Explanation {
    let (code, next, kind) = advice(failure)
    let message = "\(failure.subject): \(failure.vendorWords)"
    return Explanation(
      code: code, message: message, next: [failure.clock, next].compactMap { $0 }.joined(separator: " "), kind: kind)
  }

  /// The gateway has one code for all of these and tells them apart in words.
  private static func authAdvice(_ words: String) -> String {
    if words.contains("x-sdk-date") { return "Set this machine's clock; a signature holds for 15 minutes." }
    if words.contains("security token") {
      return "The temporary credentials have expired or lack their token; get new ones."
    }
    return "Check access key, secret key and, for temporary keys, the token and its age."
  }

  private static func advice(_ failure: HuaweiFailure) -> (String, String?, Explanation.Kind) {
    switch failure.category {
    case .auth:
      (
        "credentials-refused",
        failure.clock == nil ? authAdvice(failure.message ?? "") : nil,
        .unreachable
      )
    case .forbidden:
      (
        "not-permitted", "Ask the account's administrator for the permission; farshore contexts check names it.",
        .failed
      )
    case .throttled: ("throttled", "Wait a minute; other programs of this account count too.", .unreachable)
    case .server: ("cloud-trouble", "Try again later; give the request id to the vendor if it stays.", .unreachable)
    case .missing: ("not-found", nil, .failed)
    case .conflict: ("conflict", "Wait until what runs has ended, then try again.", .failed)
    case .quota: ("quota", "Make room or ask the vendor for more.", .failed)
    case .rule, .parameter: ("cloud-refused", nil, .failed)
    }
  }
}
