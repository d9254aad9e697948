public import struct Foundation.Date

/// One piece of work a cloud has admitted, with its progress (S29, S70).
public struct CloudTask: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, a UUID.
  public var id: String
  /// What it does.
  public var type: TaskType
  /// How it stands.
  public var status: TaskStatus
  /// What it is doing while it runs.
  public var phase: TaskPhase
  /// What it reads; nil for work without a source.
  public var source: TaskEndpoint?
  /// What it makes; nil for work without a target.
  public var target: TaskEndpoint?
  /// Manual or policy.
  public var trigger: TaskTrigger
  /// Who asked for it.
  public var requestedBy: Operator
  /// Logical bytes to be handled.
  public var bytesTotal: Int64
  /// Logical bytes handled and verified or known to be there.
  public var bytesDone: Int64
  /// Bytes that really crossed the link, after deduplication and compression (S65); nil where a cloud does not say.
  public var bytesTransferred: Int64?
  /// Logical bytes a second, smoothed; nil while unknown.
  public var rate: Double?
  /// When it was admitted.
  public var createdAt: Date
  /// When it first ran.
  public var startedAt: Date?
  /// When it ended.
  public var endedAt: Date?
  /// Why it failed or was interrupted, in words for an operator.
  public var error: String?
  /// What an operator should know although it succeeded.
  public var note: String?
  /// The vault task it belongs to (S62).
  public var parent: String?
  /// How often it was tried again after a failure (S22).
  public var retries: Int

  /// Makes a task.
  public init(
    id: String, type: TaskType, status: TaskStatus, phase: TaskPhase = .queued, source: TaskEndpoint? = nil,
    target: TaskEndpoint? = nil, trigger: TaskTrigger = .manual, requestedBy: Operator, bytesTotal: Int64 = 0,
    bytesDone: Int64 = 0, bytesTransferred: Int64? = 0, rate: Double? = nil, createdAt: Date, startedAt: Date? = nil,
    endedAt: Date? = nil, error: String? = nil, note: String? = nil, parent: String? = nil, retries: Int = 0
  ) {
    self.id = id
    self.type = type
    self.status = status
    self.phase = phase
    self.source = source
    self.target = target
    self.trigger = trigger
    self.requestedBy = requestedBy
    self.bytesTotal = bytesTotal
    self.bytesDone = bytesDone
    self.bytesTransferred = bytesTransferred
    self.rate = rate
    self.createdAt = createdAt
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.error = error
    self.note = note
    self.parent = parent
    self.retries = retries
  }

  /// How far it is, 0…100; 100 only once it succeeded.
  public var percent: Int {
    if status == .success { return 100 }
    guard bytesTotal > 0 else { return 0 }
    return min(99, Int(Double(bytesDone) / Double(bytesTotal) * 100))
  }

  /// Seconds until the bytes are through at the present rate; nil while unknown or not running.
  public var etaSeconds: Double? {
    guard status == .running, let rate, rate > 0, bytesDone < bytesTotal else { return nil }
    return Double(bytesTotal - bytesDone) / rate
  }
}
