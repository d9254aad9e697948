import Foundation
import Replication

/// A row of `lag --json`; ages in seconds.
struct LagShape: Encodable {
  var type: ResourceType
  var resource: NamedReference
  var origin: String
  var region: String?
  var newestBackupAt: Date
  var copiedDataAt: Date?
  var lagSeconds: Int?
  var objectiveSeconds: Int?
  /// late, soon or met; null without an objective.
  var verdict: LagLine.Verdict?
  var breachAt: Date?
  var task: String?
  var taskStatus: TaskStatus?
  var arrivesAt: Date?

  init(_ line: LagLine, objective: Double?) {
    type = line.fact.type
    resource = line.fact.resource
    origin = line.fact.origin
    region = line.fact.region
    newestBackupAt = line.fact.original
    copiedDataAt = line.fact.copied
    lagSeconds = line.lag.map { Int(min($0, 1e15)) }
    objectiveSeconds = objective.map { Int($0) }
    verdict = objective == nil ? nil : line.verdict
    breachAt = objective == nil ? nil : line.breach
    task = line.fact.underway?.task
    taskStatus = line.fact.underway?.status
    arrivesAt = line.arrival
  }
}
