import Foundation
import Replication

/// A row of `lag --json`; ages and times to go in seconds.
struct LagShape: Encodable {
  var resource: ResourceReference
  var region: String?
  var backup: String
  var backupCreatedAt: Date
  var replica: String?
  var ageSeconds: Int?
  var objectiveSeconds: Int?
  /// kept, breached, breaching, impossible; null without an objective.
  var verdict: String?
  var breachAt: Date?
  var task: String?
  var arrivesAt: Date?
  var refused: [RefusalShape]?

  init(_ row: LagRow, _ verdict: LagVerdict?, objective: Double?, now: Date) {
    resource = row.resource
    region = row.region
    backup = row.newest.id
    backupCreatedAt = row.newest.createdAt
    replica = row.replica?.id
    ageSeconds = row.age(at: now).map { Int(min($0, 1e15)) }
    objectiveSeconds = objective.map { Int($0) }
    task = row.coming?.id
    arrivesAt = row.coming?.etaSeconds.map { now.addingTimeInterval($0) }
    switch verdict {
    case .kept(let end): (self.verdict, breachAt) = ("kept", end)
    case .breached: self.verdict = "breached"
    case .breaching(let moment, _): (self.verdict, breachAt) = ("breaching", moment)
    case .impossible(let refusals): (self.verdict, refused) = ("impossible", refusals.map { RefusalShape($0) })
    case nil: break
    }
  }
}
