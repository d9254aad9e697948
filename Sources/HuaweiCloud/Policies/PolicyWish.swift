import Replication

/// Our policies as the cloud wants them (huawei-cbr.md §8.3).
enum PolicyWish {
  /// The most of one kind of daily, weekly, monthly and yearly backups.
  private static let mostOfAKind = 100

  /// What the cloud cannot do of a request.
  static func refusals(_ request: PolicyRequest) -> [Refusal] {
    var refused: [Refusal] = []
    if let zone = request.timeZone, zone != "UTC" {
      refused.append(
        Refusal(
          code: .timeZone, message: "Huawei Cloud counts in UTC, without daylight-saving time. Give the times in UTC.",
          field: .timeZone))
    }
    if request.missed == .skip || request.allowOpen != nil {
      refused.append(
        Refusal(
          code: .policyField,
          message: "What becomes of missed runs and of open disks is decided by Huawei Cloud; leave it out."))
    }
    if request.operation == .drill || request.drill != nil {
      refused.append(Refusal(code: .policyField, message: "Huawei Cloud offers no restore drills."))
    }
    if let vault = request.destination?.vault {
      refused.append(
        Refusal(
          code: .policyField,
          message: "The vault that takes the replicas is named where the policy is applied (policies apply --target).",
          field: .vault, vault: vault))
    }
    // What is no schedule is refused by the rules of all clouds.
    let count = request.schedule.flatMap { try? Recurrence($0) }.map { patterns($0).count } ?? 0
    if count > Recurrence.limit {
      refused.append(
        Refusal(
          code: .schedule, message: "Huawei Cloud takes \(Recurrence.limit) times at most, not \(count).",
          field: .schedule))
    }
    let kept = request.retention
    for (count, word) in [
      (kept?.daily, "daily"), (kept?.weekly, "weekly"), (kept?.monthly, "monthly"), (kept?.yearly, "yearly"),
    ] {
      guard let count, count > mostOfAKind else { continue }
      refused.append(
        Refusal(
          code: .policyField, message: "Huawei Cloud keeps at most \(mostOfAKind) \(word) ones, not \(count).",
          field: .retention))
    }
    return refused
  }

  /// A policy to be made.
  static func creation(_ policy: Policy) -> CBRPolicyChange {
    CBRPolicyChange(
      name: policy.name, enabled: policy.isEnabled, operationType: policy.operation.rawValue,
      operationDefinition: definition(policy, retention: policy.retention.keepsEverything ? nil : policy.retention),
      trigger: .init(pattern: patterns(policy.schedule.rule)))
  }

  /// What changes in one; what the request does not name is left out and stays.
  ///
  /// - Parameter former: what it does and keeps until now, whose zone stays.
  static func change(
    _ request: PolicyRequest, of former: CBRPolicyDefinition?, to policy: Policy
  ) -> CBRPolicyChange {
    let changed: CBRPolicyDefinition? =
      request.retention != nil || request.destination != nil
      ? definition(policy, retention: request.retention, zone: former?.timezone) : nil
    return CBRPolicyChange(
      name: request.name, enabled: request.isEnabled,
      operationDefinition: changed,
      trigger: request.schedule == nil ? nil : .init(pattern: patterns(policy.schedule.rule)))
  }

  /// One rule an hour, as the vendor's own console writes them.
  static func patterns(_ recurrence: Recurrence) -> [String] {
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return recurrence.rules.flatMap { rule in
      let days =
        switch rule.days {
        case .every(let interval): "FREQ=DAILY;INTERVAL=\(interval)"
        case .weekly(let days): "FREQ=WEEKLY;BYDAY=\(days.sorted().map(\.rawValue).joined(separator: ","))"
        }
      return rule.hours.map { "\(days);BYHOUR=\(digits($0));BYMINUTE=\(digits(rule.minute))" }
    }
  }

  private static func definition(
    _ policy: Policy, retention: Retention?, zone: String? = nil
  ) -> CBRPolicyDefinition {
    var definition = CBRPolicyDefinition(
      destinationRegion: policy.destination?.region, destinationProjectId: policy.destination?.project)
    guard let retention else { return definition }
    // -1 keeps all: a former number would stay otherwise.
    definition.maxBackups = retention.last ?? -1
    definition.retentionDurationDays = retention.days ?? -1
    let kinds = [retention.daily, retention.weekly, retention.monthly, retention.yearly]
    if kinds.contains(where: { $0 != nil }) || retention.keepsEverything {
      definition.dayBackups = retention.daily ?? 0
      definition.weekBackups = retention.weekly ?? 0
      definition.monthBackups = retention.monthly ?? 0
      definition.yearBackups = retention.yearly ?? 0
      definition.timezone = zone ?? "UTC+00:00"
    }
    return definition
  }
}
