/// A policy to be made, or what is to change in one; what is left out stays.
public struct CBRPolicyChange: Encodable, Hashable, Sendable {
  /// When it runs.
  public struct Trigger: Encodable, Hashable, Sendable {
    /// The rules.
    public struct Properties: Encodable, Hashable, Sendable {
      /// Rules after RFC 2445, times in UTC.
      public var pattern: [String]
    }

    /// The rules.
    public var properties: Properties

    /// Makes a trigger of rules.
    public init(pattern: [String]) { properties = Properties(pattern: pattern) }
  }

  /// The name.
  public var name: String?
  /// Whether it runs.
  public var enabled: Bool?
  /// `backup` or `replication`; for new ones only.
  public var operationType: String?
  /// What it does and keeps.
  public var operationDefinition: CBRPolicyDefinition?
  /// When it runs.
  public var trigger: Trigger?

  /// Makes a change.
  public init(
    name: String? = nil, enabled: Bool? = nil, operationType: String? = nil,
    operationDefinition: CBRPolicyDefinition? = nil, trigger: Trigger? = nil
  ) {
    self.name = name
    self.enabled = enabled
    self.operationType = operationType
    self.operationDefinition = operationDefinition
    self.trigger = trigger
  }
}
