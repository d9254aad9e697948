public import struct Foundation.Date

/// One run of a policy in a simulation.
public struct SimulatedRun: Codable, Hashable, Sendable {
  /// When it would run.
  public var date: Date
  /// The policy.
  public var policy: NamedReference
  /// What the policy does.
  public var operation: PolicyOperation
  /// The backups it would make.
  public var backups: [SimulatedItem] = []
  /// The replicas it would make.
  public var replicas: [SimulatedItem] = []
  /// What it would leave out; each policy, backup and reason stands there once, at its first run.
  public var skipped: [SimulatedSkip] = []
  /// What its retention would delete.
  public var deleted: [SimulatedItem] = []
  /// The copies it would rebuild and compare.
  public var drills: [SimulatedItem] = []

  /// Makes a run that does nothing yet.
  public init(date: Date, policy: NamedReference, operation: PolicyOperation) {
    self.date = date
    self.policy = policy
    self.operation = operation
  }
}
