import Foundation
import Replication

/// A policy, as `--json` prints it.
struct PolicyShape: Encodable {
  /// A vault it is applied to.
  struct Application: Encodable {
    var id: String
    var name: String?
    var region: String?
    var resources: [String]
    var target: String?
  }

  /// Where replicas go.
  struct Target: Encodable {
    var region: String
    var project: String?
    var vault: String?
  }

  /// A run to come, in UTC and by the clock of the policy's zone.
  struct NextRun: Encodable {
    var at: Date
    var local: String
  }

  var id: String
  var name: String
  var operation: String
  var enabled: Bool
  var schedule: String
  var scheduleText: String
  var timezone: String
  var missed: String
  var destination: Target?
  var retention: Retention
  var retentionText: String
  var allowOpen: Bool
  /// How many percent drills rebuild; nil without drills.
  var drillPercent: Int?
  var vaults: [Application]
  var region: String?
  var lastRun: PolicyRunShape?
  var nextRuns: [NextRun]
  var runs: [PolicyRunShape]?

  init(_ overview: PolicyOverview, runs: [PolicyRunShape]?, vaults known: [String: Vault]) {
    let policy = overview.policy
    (id, name, operation, enabled) = (policy.id, policy.name, policy.operation.rawValue, policy.isEnabled)
    (schedule, scheduleText) = (policy.foreignSchedule ?? policy.schedule.rule.text, policy.scheduleWords)
    region = policy.region
    (timezone, missed, allowOpen) = (policy.schedule.zone.name, policy.missed.rawValue, policy.allowOpen)
    drillPercent = policy.drill
    destination = policy.destination.map { Target(region: $0.region, project: $0.project, vault: $0.vault) }
    (retention, retentionText) = (policy.retention, policy.retention.words)
    vaults = policy.vaults.map {
      Application(
        id: $0.vault, name: known[$0.vault]?.name, region: known[$0.vault]?.region, resources: $0.resources,
        target: $0.target)
    }
    lastRun = overview.lastRun.map { PolicyRunShape($0, items: nil) }
    nextRuns = policy.nextRuns(5, after: Date()).map { NextRun(at: $0, local: policy.schedule.zone.text($0)) }
    self.runs = runs
  }
}
