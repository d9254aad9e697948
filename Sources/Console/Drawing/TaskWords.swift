internal import Canvas
internal import Replication

extension TaskStatus {
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
  /// At most seven capitals, before a line of the pane.
  var brief: String {
    switch self {
    case .replication: "REPLICA"
    case .snapshot: "SNAP"
    case .filesystem: "FILES"
    case .provision: "RESTORE"
    case .verify: "VERIFY"
    case .drill: "DRILL"
    case .delete: "DELETE"
    case .collect: "COLLECT"
    case .backup, .copy, .image, .importing: label.uppercased()
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
