public import CloudWire
public import Replication

/// What can go wrong with Tencent Cloud; worded in `TencentError+Explanation.swift`.
public enum TencentError: Error, Hashable, Sendable, Withholding {
  /// The cloud has answered with an error; `clock` says so where this machine's clock explains it.
  case fault(TencentFault, action: String, region: String?, clock: String? = nil)
  /// The cloud's answer lacks what it must have.
  case unreadable(action: String, region: String?, problem: String, requestID: String?)
  /// No answer came.
  case transport(TransportError, action: String, region: String?)
  /// Whether a change was made could not be found out.
  case outcomeUnknown(action: String, subject: String, region: String, reason: String)
  /// An address that cannot be used.
  case endpoint(EndpointError)
  /// A request that cannot be written as JSON.
  case unwritable(action: String)
  /// A bulk deletion stopped half-way; what is listed is done.
  case deletionIncomplete(done: [String], reason: Explanation)

  /// Whether the cloud may have done what was asked although no clear answer came.
  public var leavesOutcomeOpen: Bool {
    switch self {
    case .fault(let fault, _, _, _): fault.category == .server
    case .unreadable: true
    case .transport(let error, _, _): error.mayHaveArrived && error != .cancelled
    case .outcomeUnknown: true
    case .endpoint, .unwritable, .deletionIncomplete: false
    }
  }

  /// Whether it is only a dry run that kept the request back.
  public var isWithheld: Bool {
    if case .transport(.withheld, _, _) = self { return true }
    return false
  }

  /// The cloud's own error, where there is one.
  public var fault: TencentFault? {
    if case .fault(let fault, _, _, _) = self { return fault }
    return nil
  }
}
