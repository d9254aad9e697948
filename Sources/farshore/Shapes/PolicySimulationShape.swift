import Foundation
import Replication

/// A simulation, as `--json` prints it; sizes in bytes.
struct SimulationShape: Encodable {
  /// A run to come.
  struct Run: Encodable {
    var at: Date
    var policy: String
    var policyName: String
    var operation: String
    var backups: [SimulatedItem]
    var replicas: [SimulatedItem]
    var skipped: [RefusalShape]
    var deleted: [SimulatedItem]
    var drills: [SimulatedItem]
    var traffic: Int64
  }

  /// A backup that no policy replicates there again.
  struct Blocked: Encodable {
    var backup: String
    var name: String
    var region: String
    var replicatedAt: Date
    var isToday: Bool
    var code: String
  }

  var days: Int
  var from: Date
  var through: Date
  var runs: [Run]
  var blocked: [Blocked]

  init(_ simulation: Simulation, days: Int) {
    self.days = days
    (from, through) = (simulation.from, simulation.through)
    runs = simulation.runs.map { run in
      Run(
        at: run.date, policy: run.policy.id, policyName: run.policy.name, operation: run.operation.rawValue,
        backups: run.backups, replicas: run.replicas, skipped: run.skipped.map { RefusalShape($0.refusal) },
        deleted: run.deleted, drills: run.drills, traffic: run.replicas.reduce(0) { $0 &+ $1.size })
    }
    blocked = simulation.blocked.map {
      Blocked(
        backup: $0.backup.id, name: $0.backup.name, region: $0.region, replicatedAt: $0.replicated,
        isToday: $0.isToday, code: RefusalCode.autoOnce.rawValue)
    }
  }
}
