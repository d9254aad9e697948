public import Replication

/// What the console asks of the side of a cloud that keeps policies; answered with `policy` or `refused`.
public enum PolicyQuestion: Hashable, Sendable {
  /// All policies, and the vaults of all regions.
  case list
  /// The last runs of a policy.
  case runs(String)
  /// What policies would do within so many days; nil means all of them.
  case simulate(String?, days: Int)
  case create(PolicyRequest)
  case edit(String, PolicyRequest)
  case apply(String, PolicyVault, removing: Bool)
  case run(String)
  case delete(String)
}
