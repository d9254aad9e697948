import Catalog
import CloudSupport
import CloudWire
import Foundation
import Replication
import TencentCloud

/// An account over a stage, with a catalog of its own that goes with it.
final class AccountStage {
  let stage: TencentStage
  let account: TencentAccount
  let clock: SteppedClock
  let requester = Operator(user: "ana", host: "desk")
  private let folder: URL

  init(rows: [TencentStage.Row] = TencentStage.usual, dryRun: RequestLog? = nil) throws {
    let stage = TencentStage(rows: rows)
    let clock = SteppedClock(Date(timeIntervalSince1970: 1_716_200_000))
    folder = FileManager.default.temporaryDirectory.appending(path: "farshore-tencent-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let courier = Courier(
      transport: stage, budget: RateBudget(perSecond: 1_000, clock: clock), policy: RetryPolicy(attempts: 3),
      clock: clock, dryRun: dryRun)
    let client = TencentClient(
      credentials: TencentCredentials(secretID: "AKID", secretKey: Secret("hidden-secret")), courier: courier)
    account = TencentAccount(
      client: client, catalog: try Catalog.open(at: folder.appending(path: "catalog.db").path), clock: clock)
    self.stage = stage
    self.clock = clock
  }

  deinit {
    // What is left of a temporary folder is the system's to clean.
    try? FileManager.default.removeItem(at: folder)
  }

  var catalog: Catalog { account.catalog }

  func copy(
    _ id: String = "snap-source01", to regions: [String] = ["ap-singapore"], name: String? = nil
  ) async throws -> Admission {
    try await account.copySnapshots(
      regions.map { SnapshotCopyRequest(snapshot: id, region: $0, name: name) }, by: requester)
  }

  /// Lets time pass, as between two looks.
  func wait(_ seconds: Int = 20) async throws { try await clock.sleep(.seconds(seconds)) }
}
