/// A policy with what it did last, as lists show it.
public struct PolicyOverview: Hashable, Sendable {
  /// The policy.
  public var policy: Policy
  /// Its newest run; nil where it never ran.
  public var lastRun: PolicyRun?

  /// Makes an overview.
  public init(policy: Policy, lastRun: PolicyRun?) {
    self.policy = policy
    self.lastRun = lastRun
  }
}
