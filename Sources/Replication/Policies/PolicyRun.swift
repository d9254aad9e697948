public import struct Foundation.Date

/// One run of a policy, or one replication of a whole vault by hand: the parent of the tasks it admitted (S62, S63).
public struct PolicyRun: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, a UUID; its tasks name it as their parent.
  public var id: String
  /// The policy; nil for a vault that was replicated by hand.
  public var policy: NamedReference?
  /// What it does.
  public var operation: PolicyOperation
  /// The ids of the vaults it works on.
  public var vaults: [String]
  /// Where replicas go; nil for backups.
  public var destination: Destination?
  /// The time its schedule named; nil for what was run by hand.
  public var slot: Date?
  /// Manual or policy, as its tasks say.
  public var trigger: TaskTrigger
  /// Who began it.
  public var requestedBy: Operator
  /// When it began.
  public var startedAt: Date
  /// When all its tasks were admitted; nil while that goes on, or where it was cut off.
  public var admittedAt: Date?
  /// When its last task had ended and retention was applied; nil before.
  public var endedAt: Date?
  /// When somebody cancelled it: nothing more is admitted from then on; nil otherwise.
  public var cancelledAt: Date?
  /// Whether the time passed without a run.
  public var isSkipped: Bool
  /// What is to be said of it, such as why it was skipped.
  public var note: String?
  /// What became of its tasks and of everything else.
  public var counts: PolicyRunCounts

  /// Makes a run.
  public init(
    id: String, policy: NamedReference?, operation: PolicyOperation, vaults: [String], destination: Destination? = nil,
    slot: Date? = nil, trigger: TaskTrigger, requestedBy: Operator, startedAt: Date, admittedAt: Date? = nil,
    endedAt: Date? = nil, cancelledAt: Date? = nil, isSkipped: Bool = false, note: String? = nil,
    counts: PolicyRunCounts = PolicyRunCounts()
  ) {
    self.id = id
    self.policy = policy
    self.operation = operation
    self.vaults = vaults
    self.destination = destination
    self.slot = slot
    self.trigger = trigger
    self.requestedBy = requestedBy
    self.startedAt = startedAt
    self.admittedAt = admittedAt
    self.endedAt = endedAt
    self.cancelledAt = cancelledAt
    self.isSkipped = isSkipped
    self.note = note
    self.counts = counts
  }

  /// How it stands.
  public var status: PolicyRunStatus {
    if isSkipped { return .skipped }
    if admittedAt == nil || counts.open > 0 { return .running }
    if counts.failed == 0 { return .success }
    return counts.done + counts.drilled > 0 ? .partial : .failed
  }
}
