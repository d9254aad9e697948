import Catalog
import Foundation
import Replication

/// A live cloud: it moves its bytes itself, so this program only follows.
protocol LiveCloud: ContextCloud {
  /// Reads everything the account has into the catalog.
  func refresh() async throws
  /// Looks once at what is in flight.
  func poll() async throws
  /// Looks at what is in flight from now on.
  func startFollowing()
  /// Looks no more.
  func stopFollowing()
}

extension LiveCloud {
  /// Nothing that was read within this time is read again for a command.
  private static var fresh: Double { 60 }

  /// What could not be read is its region's state.
  var notices: [String] { [] }

  /// Reads everything where it was never read or is older than a minute, else only what is in flight.
  func freshen() async throws {
    let regions = try catalog.regions()
    let now = Date()
    let isFresh =
      !regions.isEmpty
      && regions.allSatisfy { region in
        region.unreachable == nil && region.refreshedAt.map { abs(now.timeIntervalSince($0)) < Self.fresh } ?? false
      }
    if isFresh { try await poll() } else { try await refresh() }
  }

  /// Nothing is registered by hand here.
  func registeredName(_ id: String) throws -> String? { nil }

  /// The cloud goes on by itself; no worker of ours is needed.
  func hasUnfinishedTasks() throws -> Bool { false }

  /// Follows what the cloud moves; what has become old meanwhile is read behind the lists, which show it with its age.
  func startMoving() {
    startFollowing()
    // What is out of reach is its region's state.
    Task.detached { try? await self.freshen() }
  }

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
