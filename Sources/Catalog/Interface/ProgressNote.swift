public import Replication

/// How far a running task is.
public struct ProgressNote: Sendable {
  /// The id of the task.
  public var task: String
  /// What it is doing.
  public var phase: TaskPhase
  /// Logical bytes handled.
  public var bytesDone: Int64
  /// Bytes that crossed the link; nil while unknown.
  public var bytesTransferred: Int64?
  /// Logical bytes a second; nil while unknown.
  public var rate: Double?

  /// Makes a note.
  public init(task: String, phase: TaskPhase, bytesDone: Int64, bytesTransferred: Int64?, rate: Double?) {
    self.task = task
    self.phase = phase
    self.bytesDone = bytesDone
    self.bytesTransferred = bytesTransferred
    self.rate = rate
  }
}
