internal import Replication

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

  /// What belongs into it, for the help; empty for the buttons.
  var meaning: String {
    switch self {
    case .name: "Letters, digits, _ and -, up to \(FieldRules.nameLimit) characters"
    case .operation: "What its runs do with the vaults it is applied to"
    case .home: "The region whose cloud keeps and runs it; it is applied to vaults there"
    case .region: "Where the replicas are made"
    case .vault: "Which vault there takes the replicas"
    case .schedule: "When it runs, as an iCalendar rule such as FREQ=DAILY;BYHOUR=2;BYMINUTE=30"
    case .zone: "The zone of these hours, such as Europe/Berlin or UTC"
    case .last: "Keep so many of the newest"
    case .days: "Keep everything younger than so many days"
    case .daily: "Keep the newest of each of so many days"
    case .weekly: "Keep the newest of each of so many weeks"
    case .monthly: "Keep the newest of each of so many months"
    case .yearly: "Keep the newest of each of so many years"
    case .drill: "How much of each is rebuilt and compared, from 1 to 100"
    case .missed: "What becomes of runs while nothing was there to run them"
    case .enabled: "Whether it runs by its schedule"
    case .cancel, .ok: ""
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
