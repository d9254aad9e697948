import Catalog
import CloudSupport
import CloudWire
import Foundation
import HuaweiCloud
import Replication

/// An account over a stage, with a catalog of its own that goes with it.
final class AccountStage {
  let stage: HuaweiStage
  let account: HuaweiAccount
  let clock: SteppedClock
  let requester = Operator(user: "ana", host: "desk")
  private let folder: URL

  init(backups: Int = 3, dryRun: RequestLog? = nil) throws {
    let stage = HuaweiStage(backups: backups)
    let clock = SteppedClock(Date(timeIntervalSince1970: 1_716_200_000))
    folder = FileManager.default.temporaryDirectory.appending(path: "farshore-huawei-\(UUID().uuidString)")
    let courier = Courier(
      transport: StageTransport { stage.answer($0) }, budget: RateBudget(perSecond: 1_000, clock: clock),
      clock: clock, dryRun: dryRun)
    let client = HuaweiClient(
      credentials: HuaweiCredentials(accessKey: "AK", secretKey: Secret("SK")), courier: courier)
    account = HuaweiAccount(
      client: client, catalog: try Catalog.open(at: folder.appending(path: "catalog.db").path), clock: clock)
    self.stage = stage
    self.clock = clock
  }

  deinit {
    // What is left of a temporary folder is the system's to clean.
    try? FileManager.default.removeItem(at: folder)
  }

  var catalog: Catalog { account.catalog }

  /// A request for a replica of the first backup in Singapore.
  func wish(_ backup: Int = 1, vault: String? = "c0000000-0000-4000-8000-000000000301", name: String? = nil)
    -> ReplicaRequest
  {
    ReplicaRequest(
      backup: HuaweiStage.backup(backup),
      destination: Destination(region: "ap-southeast-3", project: HuaweiStage.projects["ap-southeast-3"], vault: vault),
      name: name)
  }
}
