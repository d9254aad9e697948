internal import Canvas
internal import Replication

extension TaskStatus {
  /// The word on screens.
  var title: String {
    switch self {
    case .waiting: "Waiting"
    case .running: "Running"
    case .paused: "Paused"
    case .interrupted: "Interrupted"
    case .success: "Success"
    case .failed: "Failed"
    case .skipped: "Skipped"
    case .cancelled: "Cancelled"
    }
  }

  /// How it looks.
  var role: Role {
    switch self {
    case .waiting, .paused: .statusBusy
    case .running: .statusCopying
    case .interrupted, .failed: .statusFailed
    case .success: .statusAvailable
    case .skipped, .cancelled: .statusOff
    }
  }
}

extension TaskType {
  /// The word on screens.
  var title: String {
    switch self {
    case .backup: "Backup"
    case .snapshot: "Snapshot"
    case .replication: "Replication"
    case .copy: "Copy"
    case .image: "Image"
    case .filesystem: "File system"
    case .provision: "Provision"
    case .verify: "Verify"
    case .drill: "Restore drill"
    case .delete: "Delete"
    case .collect: "Collect"
    case .importing: "Import"
    }
  }
}

extension TaskAction {
  /// The word in messages.
  var title: String {
    switch self {
    case .cancel: "Cancel"
    case .pause: "Pause"
    case .resume: "Resume"
    case .retry: "Retry"
    }
  }
}

extension BackupStatus {
  /// How it looks.
  var role: Role { self == .available ? .statusAvailable : self == .error ? .statusFailed : .statusBusy }
}

extension SnapshotState {
  /// How it looks.
  var role: Role {
    switch self {
    case .normal: .statusAvailable
    case .toRecycle: .statusOff
    case .copyingFromRemote: .statusCopying
    default: .statusBusy
    }
  }
}

extension VaultStatus {
  /// How it looks.
  var role: Role { self == .available ? .statusAvailable : self == .error ? .statusFailed : .statusBusy }
}
