import Catalog
import Embedded
import Replication

/// A context in use, and who moves the bytes of its tasks.
struct OpenContext: Sendable {
  let cloud: any ContextCloud
  let home: Home
  let name: String
  let session: Session

  var catalog: Catalog { cloud.catalog }
  var output: Output { session.output }
  var requester: Operator { LocalOperator.current }

  /// The engine of an embedded context, for what only that has.
  /// - Throws: `ProviderError`.
  var engine: EmbeddedCloud {
    get throws {
      guard let engine = cloud as? EmbeddedCloud else {
        throw ProviderError.embeddedOnly(context: name, provider: cloud.profile.provider)
      }
      return engine
    }
  }

  /// Looks up what the operator typed.
  func resolver() throws -> Resolver { Resolver(catalog: catalog, regions: try catalog.regions()) }

  /// Starts the detached worker if anything is left to move; several workers share the work by claims.
  func leaveToWorker() throws {
    guard try cloud.hasUnfinishedTasks() else { return }
    try EmbeddedCloud.spawnWorker(executable: OwnPath.find(), home: home, context: name)
  }

  /// Moves bytes in this process until all these tasks have ended, are paused or were interrupted by an error.
  ///
  /// A signal ends the wait: the claims are let go after the chunk in hand, and a worker goes on.
  /// - Throws: `Interrupted`.
  func finish(_ tasks: [String]) async throws -> [CloudTask] {
    guard !tasks.isEmpty else { return [] }
    cloud.startMoving()
    let display = ProgressDisplay(output: output)
    let ended = try await session.interruption.guarding { [cloud] in
      try await cloud.waitForEnd(of: tasks) { display.show($0) }
    }
    output.endProgress()
    await cloud.letGo()
    try leaveToWorker()
    guard let ended else { throw Interrupted(tasks: tasks) }
    return ended
  }
}
