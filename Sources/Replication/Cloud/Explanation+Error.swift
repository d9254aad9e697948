extension Explanation {
  /// The words of any error, foreseen or not.
  public init(of error: any Error) {
    switch error {
    case let error as any ExplainedError: self = error.explanation
    case let error as Refused:
      self.init(code: "refused", message: error.refusals.map(\.message).joined(separator: " "))
    default:
      self.init(code: "unexpected", message: "Something unforeseen failed: \(error)", next: "Please report this.")
    }
  }
}
