import Replication

/// What a submission would do, as `--json` prints it; sizes in bytes.
struct PlanShape: Encodable {
  /// One request that could go.
  struct Allowed: Encodable {
    var source: String
    var region: String
    var project: String?
    var vault: String?
    var name: String
    var traffic: Int64
    var toTransfer: Int64?
  }

  var allowed: [Allowed]
  var refused: [RefusalShape]
  var traffic: Int64
  var toTransfer: Int64?
  var warnings: [String]

  init(_ plan: Plan, refused: [RefusalShape]) {
    allowed = plan.allowed.map {
      Allowed(
        source: $0.source, region: $0.destination.region, project: $0.destination.project,
        vault: $0.destination.vault, name: $0.name, traffic: $0.traffic, toTransfer: $0.toTransfer)
    }
    self.refused = refused
    traffic = plan.traffic
    toTransfer = plan.toTransfer
    warnings = plan.warnings
  }
}
