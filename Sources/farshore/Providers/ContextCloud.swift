import Catalog
import Replication

/// A cloud as a context drives it: the engine in this process, or a live account.
///
/// Reads come from its catalog.
protocol ContextCloud: Cloud {
  /// What is and what happened.
  var catalog: Catalog { get }
  /// What an operator should know about its opening.
  var notices: [String] { get }

  /// Brings the catalog up to date where it is a copy of what a live cloud has.
  func freshen() async throws
  /// The name of a thing that is registered in the context only.
  func registeredName(_ id: String) throws -> String?
  /// Whether something waits that a process of ours has to move.
  func hasUnfinishedTasks() throws -> Bool
  /// Begins to move bytes, or to follow what the cloud moves.
  func startMoving()
  /// Stops that; returns when nothing is held any more.
  func letGo() async
  /// Goes on until nothing is left to do.
  func runUntilIdle() async
  /// Waits until every task has ended, is paused, or was interrupted by an error.
  func waitForEnd(
    of tasks: [String], onProgress: @escaping @Sendable ([CloudTask]) -> Void
  ) async throws -> [CloudTask]
  /// Throws where one of the requests could be admitted but what it needs is out of reach.
  func requireStores(for requests: [ReplicaRequest]) async throws
  /// Throws where one of the requests could be admitted but what it needs is out of reach.
  func requireStores(for requests: [SnapshotCopyRequest]) async throws
}
