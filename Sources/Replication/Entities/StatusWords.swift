/// The words operators read for the codes of S70; a word a cloud invents is shown as it came and counts as busy.
extension BackupStatus {
  /// The word on screens.
  public var label: String {
    switch self {
    case .available: "Available"
    case .protecting: "Creating"
    case .deleting: "Deleting"
    case .restoring: "Restoring"
    case .error: "Error"
    case .waitingProtect: "Waiting"
    case .waitingDelete: "Waiting to delete"
    case .waitingRestore: "Waiting to restore"
    default: rawValue
    }
  }

  /// What a backup is while a task makes it.
  public static let underway: [BackupStatus] = [.waitingProtect, .protecting]

  /// The word on screens for what a task makes: one that an operator has paused says so everywhere.
  public func label(isPaused: Bool) -> String {
    isPaused && Self.underway.contains(self) ? TaskStatus.paused.label : label
  }

  /// Whether something is going on with it, or may be.
  public var isBusy: Bool { self != .available && self != .error }
}

extension SnapshotState {
  /// The word on screens.
  public var label: String {
    switch self {
    case .normal: "Normal"
    case .creating: "Creating"
    case .rollbacking: "Rolling back"
    case .copyingFromRemote: "Copying"
    case .checkingCopied: "Checking"
    case .toRecycle: "In recycle bin"
    default: rawValue
    }
  }

  /// What a snapshot is while a task makes it.
  public static let underway: [SnapshotState] = [.copyingFromRemote, .creating]

  /// The word on screens for what a task makes: one that an operator has paused says so everywhere.
  public func label(isPaused: Bool) -> String {
    isPaused && Self.underway.contains(self) ? TaskStatus.paused.label : label
  }

  /// Whether something is going on with it, or may be.
  public var isBusy: Bool { self != .normal && self != .toRecycle }
}

extension VaultStatus {
  /// The word on screens.
  public var label: String {
    switch self {
    case .available: "Available"
    case .locked: "Locked"
    case .frozen: "Frozen"
    case .deleting: "Deleting"
    case .error: "Error"
    default: rawValue
    }
  }

  /// Whether something is going on with it, or may be.
  public var isBusy: Bool { self != .available && self != .error && self != .frozen }

  /// Whether replicas may be put into such a vault (S26).
  ///
  /// A lock forbids deletion, not use; a word the cloud invents counts as busy.
  public var acceptsReplicas: Bool { self == .available || self == .locked }
}

extension TaskStatus {
  /// The word on screens.
  public var label: String {
    switch self {
    case .waiting: "Waiting"
    case .running: "Running"
    case .paused: "Paused"
    case .interrupted: "Interrupted"
    case .success: "Succeeded"
    case .failed: "Failed"
    case .skipped: "Skipped"
    case .cancelled: "Cancelled"
    }
  }

  /// Whether the task still holds its source, target and reservation.
  public var isBusy: Bool { !hasEnded }
}

extension TaskPhase {
  /// The word on screens.
  public var label: String {
    switch self {
    case .queued: "queued"
    case .reading: "reading"
    case .writing: "copying"
    case .verifying: "verifying"
    case .publishing: "publishing"
    case .cleaning: "cleaning up"
    case .done: "done"
    case .stalled: "stalled"
    }
  }
}

extension TaskType {
  /// The word on screens.
  public var label: String {
    switch self {
    case .backup: "Backup"
    case .snapshot: "Snapshot"
    case .replication: "Replication"
    case .copy: "Copy"
    case .image: "Image"
    case .filesystem: "File system"
    case .provision: "Provisioning"
    case .verify: "Verification"
    case .drill: "Restore drill"
    case .delete: "Deletion"
    case .collect: "Collection"
    case .importing: "Import"
    }
  }
}

extension TaskTrigger {
  /// The word on screens.
  public var label: String {
    switch self {
    case .manual: "Manual"
    case .policy: "Policy"
    }
  }
}

extension CloudTask {
  /// How it stands, with the share where that says more: `Interrupted at 63%` (S29).
  public var statusLabel: String {
    switch status {
    case .interrupted, .paused: "\(status.label) at \(percent)%"
    default: status.label
    }
  }
}
