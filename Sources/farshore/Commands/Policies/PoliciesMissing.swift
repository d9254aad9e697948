import Replication

/// A cloud without policies of its own kind.
struct PoliciesMissing: ExplainedError {
  /// The context's name; empty where that goes without saying.
  let context: String

  var explanation: Explanation {
    let subject = context.isEmpty ? "this context" : "the context \(context)"
    return Explanation(
      code: "policies-missing", message: "The cloud of \(subject) keeps no policies for farshore.",
      next: "Use the cloud's own policies, or an embedded context.", kind: .usage)
  }
}
