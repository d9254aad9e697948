/// The writing side of a provider: everything that changes something.
///
/// What is, is read from the catalog.
///
/// Every call evaluates the rules itself; refusals are values in the answer, while thrown errors (`ExplainedError`)
/// mean that something could not be done at all. Calls may be made from any thread.
public protocol Cloud: Sendable {
  /// What the provider can do and which rules apply.
  var profile: ProviderProfile { get }

  /// Says what `createReplicas` would do, changing nothing.
  func plan(_ requests: [ReplicaRequest]) async throws -> Plan
  /// Says what `copySnapshots` would do, changing nothing.
  func plan(_ requests: [SnapshotCopyRequest]) async throws -> Plan
  /// Admits replications; every request has its own outcome (S18).
  func createReplicas(_ requests: [ReplicaRequest], by requester: Operator) async throws -> Admission
  /// Admits snapshot copies; the target's id is in the task at once (S54).
  func copySnapshots(_ requests: [SnapshotCopyRequest], by requester: Operator) async throws -> Admission
  /// Admits a backup of a registered resource.
  func createBackup(_ request: BackupRequest, by requester: Operator) async throws -> Admission
  /// Admits a snapshot of a registered disk.
  func createSnapshot(_ request: SnapshotRequest, by requester: Operator) async throws -> Admission
  /// Admits the making of an image.
  func createImage(_ request: ImageRequest, by requester: Operator) async throws -> Admission
  /// Admits the making of a file system of an SFS Turbo backup (S59).
  func createFileSystem(_ request: FileSystemRequest, by requester: Operator) async throws -> Admission
  /// Admits the provisioning of a server of an image (S58).
  func createServer(_ request: ServerRequest, by requester: Operator) async throws -> Admission
  /// Admits the making of a disk of a snapshot.
  func createDisk(_ request: DiskRequest, by requester: Operator) async throws -> Admission
  /// Admits a restore drill of a backup or replica.
  func drill(_ request: DrillRequest, by requester: Operator) async throws -> Admission
  /// Admits a verification of a backup, replica or snapshot.
  func verify(_ id: String, by requester: Operator) async throws -> Admission
  /// Deletes; locked and needed things are refused one by one, the rest is done (S28, S36).
  func delete(_ request: DeletionRequest, by requester: Operator) async throws -> Deletion
  /// Gives a backup, replica or snapshot another name; copies elsewhere keep theirs; throws `Refused`.
  func rename(_ id: String, to name: String, by requester: Operator) async throws
  /// Creates a vault; throws `Refused` with all reasons.
  func createVault(_ request: VaultRequest, by requester: Operator) async throws -> Vault
  /// Sets the total capacity of a vault in bytes; throws `Refused`.
  func expandVault(_ id: String, capacity: Int64, by requester: Operator) async throws -> Vault
  /// Sets a vault's total capacity in bytes, and whether it grows by itself (S27); nil leaves it; throws `Refused`.
  func changeVault(_ id: String, capacity: Int64?, autoExpand: Bool?, by requester: Operator) async throws -> Vault
  /// Steers a task; throws `Refused` when its status does not allow it.
  func steer(_ task: String, _ action: TaskAction, by requester: Operator) async throws -> CloudTask
}
