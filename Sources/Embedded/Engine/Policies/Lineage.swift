/// Where a request comes from, beyond who asks.
struct Lineage: Hashable, Sendable {
  /// The id of the run that is the task's parent.
  var run: String?
  /// The id of the policy that makes what is made.
  var policy: String?
  /// How often the same was tried before (S22).
  var retries = 0
  /// What the task has to say from the start.
  var note: String?
}
