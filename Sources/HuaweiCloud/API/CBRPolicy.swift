/// A policy of backups or replications.
public struct CBRPolicy: Decodable, Hashable, Sendable {
  /// Where a policy is applied.
  public struct Association: Decodable, Hashable, Sendable {
    /// The vault it works on.
    public var vaultId: String?
    /// Of a replication policy: the vault that takes the replicas.
    public var destinationVaultId: String?
  }

  /// When it runs.
  public struct Trigger: Decodable, Hashable, Sendable {
    /// The rules.
    public struct Properties: Decodable, Hashable, Sendable {
      /// Rules after RFC 2445, times in UTC.
      public var pattern: [String]?
      /// From when on they are counted, in UTC.
      public var startTime: String?
    }

    /// The rules.
    public var properties: Properties?
  }

  /// The id.
  public var id: String
  /// The name.
  public var name: String
  /// Whether it runs.
  public var enabled: Bool?
  /// `backup` or `replication`.
  public var operationType: String?
  /// What it does and keeps.
  public var operationDefinition: CBRPolicyDefinition?
  /// When it runs.
  public var trigger: Trigger?
  /// Where it is applied; null where it is not.
  public var associatedVaults: [Association]?
}
