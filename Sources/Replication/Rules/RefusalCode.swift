/// The stable codes of rules and validations (requirements S8–S48, spec/commands.md).
public enum RefusalCode: String, Codable, Sendable, CaseIterable {
  // Backups
  case diskBackup = "disk-backup"
  case regionNotCapable = "region-not-capable"
  case noDestination = "no-destination"
  case sameRegion = "same-region"
  case notECS = "not-ecs"
  case noSystemDisk = "no-system-disk"
  case notAvailable = "not-available"
  case alreadyReplica = "already-replica"
  case replicationVaultSource = "replication-vault-source"
  case replicaExists = "replica-exists"
  case autoOnce = "auto-once"
  case requestInFlight = "request-in-flight"
  case vaultKind = "vault-kind"
  case vaultCapacity = "vault-capacity"
  case sourceLocked = "source-locked"
  case nothingEligible = "nothing-eligible"
  // Snapshots
  case betaNotGranted = "beta-not-granted"
  case regionUnsupported = "region-unsupported"
  case financeZone = "finance-zone"
  case systemDiskSnapshot = "system-disk-snapshot"
  case snapshotState = "snapshot-state"
  case snapshotQuota = "snapshot-quota"
  case copyInProgress = "copy-in-progress"
  // Fields
  case nameLength = "name-length"
  case nameCharacters = "name-characters"
  case descriptionLength = "description-length"
  case descriptionCharacters = "description-characters"
  case snapshotNameLength = "snapshot-name-length"
  case snapshotNameCharacters = "snapshot-name-characters"
  case regionRequired = "region-required"
  case vaultRequired = "vault-required"
  // Identifiers and deletion
  case unknownID = "unknown-id"
  case ambiguousID = "ambiguous-id"
  case lastCopy = "last-copy"
  case vaultNotEmpty = "vault-not-empty"
  case targetInFlight = "target-in-flight"
  case inUse = "in-use"
  /// A name that is taken where names must be unique (servers, disks, vaults of one region and project).
  case nameTaken = "name-taken"
  /// A capacity below what is used and reserved, or outside what the cloud allows.
  case capacityRange = "capacity-range"
  /// A task that cannot be steered that way in its present status.
  case taskStatus = "task-status"
  /// A program that is needed is not installed.
  case toolMissing = "tool-missing"
  /// A region that does not offer the service asked for.
  case serviceMissing = "service-missing"
  // Policies
  /// A recurrence rule that policies do not know.
  case schedule
  /// A time zone that the IANA database does not name.
  case timeZone = "time-zone"
  /// A retention that keeps less than nothing, or a policy without what its operation needs.
  case policyField = "policy-field"
  /// A second replication policy for the same vault and destination region.
  case policyApplied = "policy-applied"
  /// A vault that a policy's operation cannot work on.
  case policyVault = "policy-vault"
  /// The last automatic retry of a failed replication has failed (S22).
  case retryLimit = "retry-limit"
}
