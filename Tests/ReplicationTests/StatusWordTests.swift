import Replication
import Testing

@Suite struct StatusWordTests {
  @Test(
    "Words of backups (S70)",
    arguments: [
      ("available", "Available", false), ("protecting", "Creating", true), ("deleting", "Deleting", true),
      ("restoring", "Restoring", true), ("error", "Error", false), ("waiting_protect", "Waiting", true),
      ("waiting_delete", "Waiting to delete", true), ("waiting_restore", "Waiting to restore", true),
      ("defrosting", "defrosting", true),
    ])
  func backups(code: String, label: String, isBusy: Bool) {
    #expect(BackupStatus(rawValue: code).label == label)
    #expect(BackupStatus(rawValue: code).isBusy == isBusy)
  }

  @Test(
    "Words of snapshots (S70)",
    arguments: [
      ("NORMAL", "Normal", false), ("CREATING", "Creating", true), ("ROLLBACKING", "Rolling back", true),
      ("COPYING_FROM_REMOTE", "Copying", true), ("CHECKING_COPIED", "Checking", true),
      ("TORECYCLE", "In recycle bin", false), ("DEFROSTING", "DEFROSTING", true),
    ])
  func snapshots(code: String, label: String, isBusy: Bool) {
    #expect(SnapshotState(rawValue: code).label == label)
    #expect(SnapshotState(rawValue: code).isBusy == isBusy)
  }

  @Test(
    "Words of vaults (S26)",
    arguments: [
      ("available", "Available", true), ("lock", "Locked", true), ("frozen", "Frozen", false),
      ("deleting", "Deleting", false), ("error", "Error", false), ("defrosting", "defrosting", false),
    ])
  func vaults(code: String, label: String, accepts: Bool) {
    #expect(VaultStatus(rawValue: code).label == label)
    #expect(VaultStatus(rawValue: code).acceptsReplicas == accepts)
  }

  @Test(
    "Words of replication records of live clouds (S70)",
    arguments: [
      ("waiting_replicate", "Waiting", .waiting), ("replicating", "Replicating", .running),
      ("success", "Succeeded", .success), ("fail", "Failed", .failed), ("skip", "Skipped", .skipped),
      ("pondering", "pondering", .running),
    ] as [(String, String, TaskStatus)])
  func records(code: String, label: String, task: TaskStatus) {
    #expect(ReplicationRecordStatus(rawValue: code).label == label)
    #expect(ReplicationRecordStatus(rawValue: code).taskStatus == task)
  }

  @Test("Every status, phase, type and trigger has a word of its own")
  func words() {
    #expect(Set(TaskStatus.allCases.map(\.label)).count == TaskStatus.allCases.count)
    #expect(Set(TaskPhase.allCases.map(\.label)).count == TaskPhase.allCases.count)
    #expect(Set(TaskType.allCases.map(\.label)).count == TaskType.allCases.count)
    #expect(TaskTrigger.manual.label != TaskTrigger.policy.label)
  }
}
