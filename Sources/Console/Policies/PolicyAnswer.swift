public import Replication

/// What the side of a cloud that keeps policies answers.
public enum PolicyAnswer: Sendable {
  /// All policies and vaults, and the ids of the regions that did not say which policies they have, each with why in two
  /// or three words.
  case list([PolicyOverview], vaults: [Vault], silent: [String: String] = [:])
  /// The last runs of a policy, newest first, each with what it did.
  case runs(String, [PolicyRun], items: [String: [PolicyRunItem]])
  case simulation(Simulation)
  /// A policy was changed; what is to be said of it.
  case changed(String)
  /// A run was begun.
  case began(VaultReplication)
}
