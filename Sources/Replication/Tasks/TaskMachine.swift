/// The one state machine of task, source and target (S70).
///
/// The source keeps its own status throughout and is only locked; the target's status follows from the task's.
public enum TaskMachine {
  /// Whether a task may change from one status to another; a status may always be written again.
  public static func canMove(from: TaskStatus, to: TaskStatus) -> Bool {
    from == to || successors(of: from).contains(to)
  }

  /// The statuses that may follow, in no particular order.
  public static func successors(of status: TaskStatus) -> Set<TaskStatus> {
    switch status {
    case .waiting: [.running, .paused, .cancelled, .failed, .skipped]
    // Back to waiting: a console lets go of its copy and the detached worker takes it up.
    case .running: [.waiting, .paused, .interrupted, .success, .failed, .cancelled]
    case .paused: [.waiting, .running, .cancelled, .failed]
    case .interrupted: [.waiting, .running, .paused, .cancelled, .failed]
    // Only a retry, which is admitted anew, leads out of an end (S22).
    case .failed, .cancelled: [.waiting]
    case .success, .skipped: []
    }
  }

  /// Whether an operator may steer a task that way in this status.
  public static func allowed(_ action: TaskAction, in status: TaskStatus) -> Bool {
    switch action {
    case .cancel: !status.hasEnded
    case .pause: status == .waiting || status == .running
    case .resume: status == .paused || status == .interrupted
    case .retry: status == .failed || status == .cancelled
    }
  }

  /// The status of a backup or replica being made; nil means that its row is gone (S19, S70).
  public static func targetStatus(for status: TaskStatus, phase: TaskPhase = .reading) -> BackupStatus? {
    switch status {
    case .waiting: .waitingProtect
    case .running, .paused, .interrupted: phase == .queued ? .waitingProtect : .protecting
    case .success: .available
    case .failed, .skipped, .cancelled: nil
    }
  }

  /// The state of a snapshot being taken (`snapshot`) or copied (`copy`); nil means that its row is gone (S70).
  public static func targetState(for status: TaskStatus, type: TaskType = .copy) -> SnapshotState? {
    switch status {
    case .waiting, .running, .paused, .interrupted: type == .copy ? .copyingFromRemote : .creating
    case .success: .normal
    case .failed, .skipped, .cancelled: nil
    }
  }

  /// Whether the task's source is locked (S28, S29): from admission to the end, waiting and interrupted included.
  public static func locksSource(in status: TaskStatus) -> Bool { !status.hasEnded }
}
