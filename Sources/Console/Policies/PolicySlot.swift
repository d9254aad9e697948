/// A field of the form of policies.
enum PolicySlot: Int, CaseIterable, Hashable, Sendable {
  case name, operation, home, region, vault, schedule, zone
  case last, days, daily, weekly, monthly, yearly
  case drill, missed, enabled, cancel, ok

  /// The words before it.
  var label: String {
    switch self {
    case .name: "Name *"
    case .operation: "Does"
    case .home: "Lies in *"
    case .region: "Region *"
    case .vault: "Vault"
    case .schedule: "Schedule *"
    case .zone: "Time zone *"
    case .last: "Last"
    case .days: "Days"
    case .daily: "Daily"
    case .weekly: "Weekly"
    case .monthly: "Monthly"
    case .yearly: "Yearly"
    case .drill: "Drill %"
    case .missed: "Missed runs"
    case .enabled: "Enabled"
    case .cancel: "Cancel"
    case .ok: "OK"
    }
  }

  /// Whether text is typed there.
  var isText: Bool {
    switch self {
    case .name, .schedule, .zone, .last, .days, .daily, .weekly, .monthly, .yearly, .drill: true
    default: false
    }
  }

  /// The fields of what is kept.
  static let retention: [PolicySlot] = [.last, .days, .daily, .weekly, .monthly, .yearly]
}
