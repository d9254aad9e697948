extension NotOffered: ExplainedError {
  /// Says what is not offered, and where it is.
  public var explanation: Explanation {
    Explanation(
      code: "not-offered", message: "This cloud does not offer \(action).",
      next: "Use an embedded context, or the cloud's own console.")
  }
}
