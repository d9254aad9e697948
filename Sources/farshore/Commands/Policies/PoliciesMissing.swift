import Replication

/// A cloud without policies of its own kind.
struct PoliciesMissing: ExplainedError {
  let context: String

  var explanation: Explanation {
    Explanation(
      code: "policies-missing", message: "The cloud of the context \(context) keeps no policies for farshore.",
      next: "Use the cloud's own policies, or an embedded context.", kind: .usage)
  }
}
