import Catalog
import CloudWire
public import Replication

extension HuaweiAccount {
  /// CBR has no snapshots of disks.
  public func plan(_ requests: [SnapshotCopyRequest]) async throws -> Plan {
    Plan(refused: requests.map { .notOffered("CBR copies no disk snapshots", $0.snapshot) })
  }

  /// CBR has no snapshots of disks.
  public func copySnapshots(_ requests: [SnapshotCopyRequest], by requester: Operator) async throws -> Admission {
    Admission(refused: requests.map { .notOffered("CBR copies no disk snapshots", $0.snapshot) })
  }

  /// CBR has no snapshots of disks.
  public func createSnapshot(_ request: SnapshotRequest, by requester: Operator) async throws -> Admission {
    Admission(refused: [.notOffered("CBR makes no disk snapshots", request.disk)])
  }

  /// Backups are made by the vault's policies or in the vendor's console.
  public func createBackup(_ request: BackupRequest, by requester: Operator) async throws -> Admission {
    Admission(refused: [.notOffered("Backups here are made by policies of the vault", request.resource)])
  }

  /// File systems of replicas are made in the vendor's console.
  public func createFileSystem(_ request: FileSystemRequest, by requester: Operator) async throws -> Admission {
    Admission(refused: [.notOffered("File systems here are made in the vendor's console", request.backup)])
  }

  /// The vendor verifies for itself and says nothing of it.
  public func verify(_ id: String, by requester: Operator) async throws -> Admission {
    Admission(refused: [.notOffered("Huawei Cloud offers no verification", id)])
  }

  /// A replication that failed can be asked for again; the cloud offers no other way to steer a task.
  public func steer(_ task: String, _ action: TaskAction, by requester: Operator) async throws -> CloudTask {
    guard let known = try catalog.task(task) else {
      throw Refused([Refusal(code: .unknownID, message: "There is no task \(task.debugDescription).")])
    }
    if action == .retry, known.type == .replication, let source = known.source, let target = known.target {
      let refused = rules.refusals(.retry, known)
      guard refused.isEmpty else { throw Refused(refused) }
      let vault = try target.vault.flatMap { try catalog.vault($0) }
      let request = ReplicaRequest(
        backup: source.id,
        destination: Destination(region: target.region, project: vault?.project, vault: target.vault), name: target.name
      )
      let admission = try await createReplicas([request], by: requester, instead: target.id)
      guard let again = admission.tasks.first else { throw Refused(admission.refused) }
      return again
    }
    let message = "Huawei Cloud cannot \(action.rawValue) a task from outside."
    throw Refused([Refusal(code: .taskStatus, message: message, source: known.source?.id)])
  }
}
