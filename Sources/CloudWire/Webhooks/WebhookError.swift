public import Replication

/// Why a webhook was not told; worded here, for there is little to word.
public enum WebhookError: Error, Hashable, Sendable {
  /// Text that is no address.
  case noAddress
  /// An answer that says no, or leads elsewhere.
  case refused(host: String, status: Int)
}

extension WebhookError: ExplainedError {
  /// What happened, with which host, and what to do next.
  public var explanation: Explanation {
    switch self {
    case .noAddress:
      Explanation(
        code: "webhook", message: "The webhook is no address.", next: "Give https://HOST/PATH in hooks.yaml.",
        kind: .usage)
    case .refused(let host, let status):
      Explanation(
        code: "webhook", message: "\(host) answered \(status) instead of taking it.",
        next: "Check the address in hooks.yaml.", kind: .failed)
    }
  }
}
