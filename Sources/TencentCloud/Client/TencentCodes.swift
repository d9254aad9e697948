import Replication

/// The rules of ours that say the same as an error of the cloud's (tencent-cbs.md §4, §5).
enum TencentCodes {
  /// What is asked of the cloud; some codes mean different rules for different requests.
  enum Request {
    case copy(Snapshot, Region?, source: Region?)
    case delete
    case create
  }

  /// The rule; nil where none of ours says the same.
  static func rule(_ fault: TencentFault, for request: Request) -> RefusalCode? {
    if let plain = plain(fault.code) { return plain }
    switch request {
    case .copy(let snapshot, let target, let source): return copyRule(fault, snapshot, target, source)
    case .delete: return deletionRule(fault.code)
    case .create: return creationRule(fault.code)
    }
  }

  private static func plain(_ code: String) -> RefusalCode? {
    switch code {
    case "InsufficientSnapshotQuota": .snapshotQuota
    case "InvalidSnapshotId.NotFound", "InvalidDiskId.NotFound", "ResourceNotFound.NotFound": .unknownID
    case "ResourceInUse.CopySnapshotConflict": .copyInProgress
    case "UnsupportedRegion": .regionUnsupported
    default: nil
    }
  }

  private static func copyRule(
    _ fault: TencentFault, _ snapshot: Snapshot, _ target: Region?, _ source: Region?
  ) -> RefusalCode? {
    switch fault.code {
    case "UnsupportedOperation.SnapshotNotSupportCopy":
      if let target, let source, target.zone != source.zone { return .financeZone }
      return snapshot.usage == .system ? .systemDiskSnapshot : .snapshotState
    case "InvalidSnapshot.NotSupported", "ResourceBusy", "ResourceUnavailable.SnapshotCreating": return .snapshotState
    // Accounts without the beta are told so by the general code.
    case "UnsupportedOperation": return .betaNotGranted
    case "InvalidParameterValue":
      if fault.message.contains("DestinationRegions") { return .regionUnsupported }
      return fault.message.contains("SnapshotName") ? .snapshotNameLength : nil
    default: return nil
    }
  }

  private static func deletionRule(_ code: String) -> RefusalCode? {
    switch code {
    case "ResourceBusy": .sourceLocked
    case "ResourceUnavailable.SnapshotCreating": .targetInFlight
    case "InvalidSnapshot.NotSupported": .snapshotState
    case "UnsupportedOperation.SnapHasShared", "UnsupportedOperation.SnapshotHasBindedImage": .inUse
    default: nil
    }
  }

  private static func creationRule(_ code: String) -> RefusalCode? {
    if code.hasPrefix("LimitExceeded") || code == "ResourceInsufficient.OverQuota" { return .snapshotQuota }
    if code.hasPrefix("ResourceInUse") || code == "ResourceBusy" || code == "InvalidDisk.Busy" { return .inUse }
    if code == "InvalidDisk.SnapshotCreating" || code == "ResourceUnavailable.SnapshotCreating" { return .inUse }
    return nil
  }
}
