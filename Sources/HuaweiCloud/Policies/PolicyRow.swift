import CloudWire
import Replication

import struct Foundation.Date

/// A policy of the account with where it lies, and its translation into ours (huawei-cbr.md §8.3).
struct PolicyRow: Hashable, Sendable {
  var place: HuaweiPlace
  var policy: CBRPolicy

  /// What it is to us; rules that are none of ours stay as they came.
  func translated() throws -> Policy {
    let wanted = policy.trigger?.properties
    let schedule = try Self.schedule(wanted)
    let epoch = Date(timeIntervalSince1970: 0)
    return Policy(
      id: policy.id, name: policy.name, operation: policy.operationType == "backup" ? .backup : .replication,
      isEnabled: policy.enabled ?? true,
      schedule: try schedule ?? Schedule("FREQ=DAILY;BYHOUR=0", zone: "UTC", startingAt: epoch), since: epoch,
      destination: destination, retention: Self.retention(policy.operationDefinition),
      vaults: applications, region: place.region, project: place.project,
      foreignSchedule: schedule == nil ? (wanted?.pattern ?? []).joined(separator: " ") : nil)
  }

  private var applications: [PolicyVault] {
    (policy.associatedVaults ?? []).compactMap { one in
      one.vaultId.map { PolicyVault(vault: $0, target: one.destinationVaultId) }
    }
  }

  /// The vault is the application's; only where all have the same it is the policy's, too.
  private var destination: Destination? {
    guard policy.operationType != "backup", let region = policy.operationDefinition?.destinationRegion else {
      return nil
    }
    let targets = Set(applications.map(\.target))
    return Destination(
      region: region, project: policy.operationDefinition?.destinationProjectId,
      vault: targets.count == 1 ? targets.first ?? nil : nil)
  }

  /// The cloud's rules as ours; nil where one of them is none.
  private static func schedule(_ trigger: CBRPolicy.Trigger.Properties?) throws -> Schedule? {
    // Rules that cannot be read are shown as they came.
    guard let rule = try? Recurrence((trigger?.pattern ?? []).joined(separator: "+")) else { return nil }
    let zone = try NamedZone("UTC")
    let start = trigger?.startTime.flatMap(CloudTime.parse) ?? Date(timeIntervalSince1970: 0)
    return Schedule(rule: rule, zone: zone, start: zone.day(of: start))
  }

  private static func retention(_ definition: CBRPolicyDefinition?) -> Retention {
    // -1 means all of them and 0 none of that kind.
    func count(_ number: Int?) -> Int? { number.flatMap { $0 > 0 ? $0 : nil } }
    return Retention(
      last: count(definition?.maxBackups), days: count(definition?.retentionDurationDays),
      daily: count(definition?.dayBackups), weekly: count(definition?.weekBackups),
      monthly: count(definition?.monthBackups), yearly: count(definition?.yearBackups))
  }
}
