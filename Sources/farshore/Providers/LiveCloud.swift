import Catalog
import Foundation
import Replication

/// A live cloud: it moves its bytes itself, so this program only follows.
protocol LiveCloud: ContextCloud {
  /// Reads everything the account has into the catalog.
  func refresh() async throws
  /// Looks once at what is in flight.
  func poll() async throws
  /// Reads those regions again that were out of reach.
  func retryUnreachable() async throws
  /// Tells from now on which tasks in flight could not be asked and why, and once when all can be again.
  func tellTroubles(_ tell: @escaping @Sendable ([String: any Error]) -> Void)
  /// Looks at what is in flight from now on.
  func startFollowing()
  /// Looks no more.
  func stopFollowing()
}

extension LiveCloud {
  /// What could not be read is its region's state.
  var notices: [String] { [] }

  /// Reads everything where it was never read, is out of reach or has become old, else only what is in flight.
  ///
  /// A minute is old, but reading a hundred thousand rows takes minutes itself, so larger accounts are read less often;
  /// `contexts refresh` reads at once.
  func freshen() async throws {
    let counts = try catalog.counts(.everything)
    let rows = counts.servers + counts.disks + counts.turbo + counts.snapshots
    let bearable = max(60, Double(rows) * 0.03)
    let now = Date()
    let regions = try catalog.regions()
    let isFresh =
      !regions.isEmpty
      && regions.allSatisfy { region in
        region.unreachable == nil && region.refreshedAt.map { abs(now.timeIntervalSince($0)) < bearable } ?? false
      }
    if isFresh { try await poll() } else { try await refresh() }
  }

  /// Nothing is registered by hand here.
  func registeredName(_ id: String) throws -> String? { nil }

  /// The cloud goes on by itself; no worker of ours is needed.
  func hasUnfinishedTasks() throws -> Bool { false }

  /// Follows what the cloud moves.
  func startMoving() { startFollowing() }

  /// Follows no more; the cloud goes on.
  func letGo() async { stopFollowing() }

  /// Follows until nothing is in flight.
  func runUntilIdle() async {
    startFollowing()
    for await _ in catalog.changes() {
      // A catalog that cannot be asked has nothing to wait for.
      if (try? catalog.hasUnfinishedTasks()) != true { break }
    }
    stopFollowing()
  }

  /// Waits until every task has ended.
  func waitForEnd(
    of tasks: [String], onProgress: @escaping @Sendable ([CloudTask]) -> Void
  ) async throws -> [CloudTask] {
    var last: [CloudTask]?
    for await _ in catalog.changesNow() {
      let present = try catalog.read { transaction in try tasks.compactMap { try transaction.task($0) } }
      if present != last { onProgress(present) }
      last = present
      if present.allSatisfy(\.status.hasEnded) { return present }
    }
    throw CancellationError()
  }

  /// What is out of reach says so when it is asked.
  func requireStores(for requests: [ReplicaRequest]) async throws {}
  /// What is out of reach says so when it is asked.
  func requireStores(for requests: [SnapshotCopyRequest]) async throws {}
}
