import Catalog
import CloudWire
public import Replication

extension TencentAccount {
  /// CBS has no backups.
  public func plan(_ requests: [ReplicaRequest]) async throws -> Plan {
    Plan(refused: requests.map { .notOffered("CBS replicates no backups", $0.backup) })
  }

  /// CBS has no backups.
  public func createReplicas(_ requests: [ReplicaRequest], by requester: Operator) async throws -> Admission {
    Admission(refused: requests.map { .notOffered("CBS replicates no backups", $0.backup) })
  }

  /// CBS has no backups.
  public func createBackup(_ request: BackupRequest, by requester: Operator) async throws -> Admission {
    Admission(refused: [.notOffered("CBS makes no backups; take a snapshot of the disk", request.resource)])
  }

  /// CBS has no backups that images could be made of.
  public func createImage(_ request: ImageRequest, by requester: Operator) async throws -> Admission {
    Admission(refused: [.notOffered("CBS makes no images of backups", request.backup)])
  }

  /// CBS has no file systems.
  public func createFileSystem(_ request: FileSystemRequest, by requester: Operator) async throws -> Admission {
    Admission(refused: [.notOffered("CBS makes no file systems", request.backup)])
  }

  /// The vendor verifies for itself and says nothing of it.
  public func verify(_ id: String, by requester: Operator) async throws -> Admission {
    Admission(refused: [.notOffered("Tencent Cloud offers no verification", id)])
  }

  /// CBS has no vaults.
  public func createVault(_ request: VaultRequest, by requester: Operator) async throws -> Vault {
    throw Refused([.notOffered("CBS has no vaults", request.name)])
  }

  /// CBS has no vaults.
  public func expandVault(_ id: String, capacity: Int64, by requester: Operator) async throws -> Vault {
    throw Refused([.notOffered("CBS has no vaults", id)])
  }

  /// A failed copy can be asked for again; the cloud offers no other way to steer one.
  public func steer(_ task: String, _ action: TaskAction, by requester: Operator) async throws -> CloudTask {
    guard let known = try catalog.task(task) else {
      throw Refused([Refusal(code: .unknownID, message: "There is no task \(task.debugDescription).")])
    }
    guard action == .retry, known.type == .copy, let source = known.source, let target = known.target else {
      let message = "Tencent Cloud cannot \(action.rawValue) a task from outside."
      throw Refused([Refusal(code: .taskStatus, message: message, source: known.source?.id)])
    }
    let refused = rules.refusals(.retry, known)
    guard refused.isEmpty else { throw Refused(refused) }
    // A name that the cloud gave is given again by the cloud.
    let isDefault = target.name.hasPrefix("Copied \(source.id) from ")
    let request = SnapshotCopyRequest(
      snapshot: source.id, region: target.region, name: isDefault ? nil : target.name)
    let admission = try await copySnapshots([request], by: requester)
    guard let again = admission.tasks.first else { throw Refused(admission.refused) }
    return again
  }
}
