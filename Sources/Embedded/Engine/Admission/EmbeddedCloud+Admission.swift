import Catalog
public import Replication

extension EmbeddedCloud {
  /// Admits replications, each in a transaction of its own; throws, admitting none, where a store is out of reach.
  public func createReplicas(_ requests: [ReplicaRequest], by requester: Operator) async throws -> Admission {
    try await admit(.replication, by: requester) { admitter in
      for request in requests { try admitter.requireStores(for: request) }
      return try requests.map { try admitter.admit($0) }
    }
  }

  /// Admits snapshot copies, each in a transaction of its own; throws where a store is out of reach.
  public func copySnapshots(_ requests: [SnapshotCopyRequest], by requester: Operator) async throws -> Admission {
    try await admit(.copy, by: requester) { admitter in
      for request in requests { try admitter.requireStores(for: request) }
      return try requests.map { try admitter.admit($0) }
    }
  }

  /// Admits a backup of a registered server or disk; throws where a disk file cannot be read.
  public func createBackup(_ request: BackupRequest, by requester: Operator) async throws -> Admission {
    try await admit(.backup, by: requester) { [try $0.admit(request)] }
  }

  /// Admits a snapshot of a registered disk; throws where the disk file cannot be read.
  public func createSnapshot(_ request: SnapshotRequest, by requester: Operator) async throws -> Admission {
    try await admit(.snapshot, by: requester) { [try $0.admit(request)] }
  }

  /// Admits the making of an image beneath an absolute folder (S58).
  public func createImage(_ request: ImageRequest, by requester: Operator) async throws -> Admission {
    try await admit(.image, by: requester) { [try $0.admit(request)] }
  }

  /// Admits the making of a file system in a folder that does not exist (S59).
  public func createFileSystem(_ request: FileSystemRequest, by requester: Operator) async throws -> Admission {
    try await admit(.filesystem, by: requester) { [try $0.admit(request)] }
  }

  /// Admits the provisioning of a server of an image (S58).
  public func createServer(_ request: ServerRequest, by requester: Operator) async throws -> Admission {
    try await admit(.provision, by: requester) { [try $0.admit(request)] }
  }

  /// Admits the making of a disk of a snapshot, in a file that does not exist.
  public func createDisk(_ request: DiskRequest, by requester: Operator) async throws -> Admission {
    try await admit(.provision, by: requester) { [try $0.admit(request)] }
  }

  /// Admits a restore drill; its certificate is kept with the backup or replica.
  public func drill(_ request: DrillRequest, by requester: Operator) async throws -> Admission {
    try await admit(.drill, by: requester) { [try $0.admit(request)] }
  }

  /// Admits a verification of a backup, replica or snapshot; its result is dated with the copy.
  public func verify(_ id: String, by requester: Operator) async throws -> Admission {
    try await admit(.verify, by: requester) { [try $0.admitVerification(of: id)] }
  }

  /// Throws where one of the requests could be admitted but a store it needs is out of reach, as their admission would.
  public func requireStores(for requests: [ReplicaRequest]) async throws {
    try await threads.run { [premises] in
      let admitter = try Self.planner(premises)
      for request in requests { try admitter.requireStores(for: request) }
    }
  }

  /// Throws where one of the requests could be admitted but a store it needs is out of reach, as their admission would.
  public func requireStores(for requests: [SnapshotCopyRequest]) async throws {
    try await threads.run { [premises] in
      let admitter = try Self.planner(premises)
      for request in requests { try admitter.requireStores(for: request) }
    }
  }

  private func admit(
    _ type: TaskType, by requester: Operator, _ body: @escaping @Sendable (Admitter) throws -> [Admitter.Verdict]
  ) async throws -> Admission {
    let admission = try await threads.run { [premises] in
      try premises.audited(type.rawValue, by: requester, refusals: \.refused) {
        let verdicts = try body(Admitter(premises: premises, rules: try premises.rules(), requester: requester))
        return Admission(tasks: verdicts.compactMap(\.task), refused: verdicts.flatMap(\.refused))
      }
    }
    crew.nudge()
    return admission
  }
}

extension Admitter {
  /// Throws where a request could be admitted but a store it needs is out of reach; refusals come first.
  func requireStores(for request: ReplicaRequest) throws {
    guard let source = try premises.catalog.backup(request.backup)?.region else { return }
    try require(from: source, to: request.destination.region) {
      try premises.catalog.read { try judge(request, $0).1.isEmpty }
    }
  }

  /// Throws where a request could be admitted but a store it needs is out of reach; refusals come first.
  func requireStores(for request: SnapshotCopyRequest) throws {
    guard let source = try premises.catalog.snapshot(request.snapshot)?.region else { return }
    try require(from: source, to: request.region) {
      try premises.catalog.read { try judge(request, $0).1.isEmpty }
    }
  }

  private func require(from source: String, to destination: String, isAllowed: () throws -> Bool) throws {
    do {
      _ = try premises.stores.readable(source)
      _ = try premises.stores.writable(destination)
    } catch {
      if try isAllowed() { throw error }
    }
  }
}
