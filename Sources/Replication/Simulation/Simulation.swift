public import struct Foundation.Date

/// What policies would do within a time, if nothing else happened and every run succeeded at once.
public struct Simulation: Codable, Hashable, Sendable {
  /// The first moment.
  public var from: Date
  /// The last moment.
  public var through: Date
  /// The runs, in the order of time.
  public var runs: [SimulatedRun]
  /// What can no longer be replicated automatically.
  public var blocked: [BlockedReplication]

  /// Makes a simulation.
  public init(from: Date, through: Date, runs: [SimulatedRun] = [], blocked: [BlockedReplication] = []) {
    self.from = from
    self.through = through
    self.runs = runs
    self.blocked = blocked
  }
}
