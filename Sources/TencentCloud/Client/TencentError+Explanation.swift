import CloudWire
public import Replication

extension TencentError: ExplainedError {
  /// What happened, with the cloud's own words, and what to do next.
  public var explanation: Explanation {
    switch self {
    case .fault(let fault, let action, let region, let clock): Self.words(fault, action, region, clock)
    case .unreadable(let action, let region, let problem, let requestID):
      Explanation(
        code: "answer-unreadable",
        message: "The answer to \(Self.place(action, region)) cannot be understood: \(problem)"
          + (requestID.map { " (request \($0))." } ?? "."),
        next: "Try again; if it persists, the address may not be Tencent Cloud's, or its API has changed.",
        kind: .unreachable)
    case .transport(let error, let action, let region):
      Explanation(
        code: error.explanation.code, message: "\(Self.place(action, region)): \(error.explanation.message)",
        next: error.explanation.next, kind: error.explanation.kind)
    case .outcomeUnknown(let action, let subject, let region, let reason):
      Explanation(
        code: "outcome-unknown",
        message: "Whether \(Self.place(action, region)) was done for \(subject) is not known: \(reason)",
        next: "Look at the snapshots of \(region) before asking again, or there may be two.", kind: .unreachable)
    case .unwritable(let action):
      Explanation(code: "request", message: "The request \(action) cannot be written.", next: "Check its text.")
    case .endpoint(let error): error.explanation
    case .deletionIncomplete(let done, let reason):
      Explanation(
        code: reason.code, message: "\(reason.message) Deleted before it: \(done.joined(separator: ", ")).",
        next: reason.next, kind: reason.kind)
    }
  }

  private static func words(
    _ fault: TencentFault, _ action: String, _ region: String?, _ clock: String?
  ) -> Explanation {
    let message = "\(place(action, region)): \(fault.sentence)."
    let (code, next, kind): (String, String, Explanation.Kind) =
      switch fault.category {
      case .auth: ("credentials-refused", clock ?? authAdvice(fault), .unreachable)
      case .forbidden:
        ("not-permitted", "Grant this account's user the permission \(action).", .failed)
      case .throttled: ("throttled", "Wait a little, then try again.", .unreachable)
      case .server: ("cloud-trouble", "Try again later.", .unreachable)
      case .quota where fault.code.hasPrefix("InvalidAccount"):
        ("balance", "Top up the account, then try again.", .failed)
      case .quota: ("quota", "Delete something or ask the vendor for more, then try again.", .failed)
      case .notFound: ("not-found", "List again; somebody else may have deleted it.", .failed)
      case .conflict: ("conflict", "Wait until what runs has ended, then try again.", .failed)
      case .rule, .parameter: ("cloud-refused", "", .failed)
      }
    return Explanation(code: code, message: message, next: next, kind: kind)
  }

  private static func authAdvice(_ fault: TencentFault) -> String {
    switch fault.code {
    case "AuthFailure.SignatureExpire": "Set this machine's clock."
    case "AuthFailure.TokenFailure": "The temporary credentials have expired or lack their token; get new ones."
    case "AuthFailure.MFAFailure": "Log in with a second factor, then use the temporary credentials of that login."
    default: "Check SecretId, SecretKey and token of the context."
    }
  }

  private static func place(_ action: String, _ region: String?) -> String {
    region.map { "\(action) in \($0)" } ?? action
  }
}
