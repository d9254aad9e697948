/// A tab of a service.
enum ConsoleTab: String, Hashable, Sendable {
  case vaults, backups, snapshots, tasks, coverage
  // Beside the tabs of a service, by a key of their own.
  case images, audit

  /// The word on the tab.
  var label: String {
    switch self {
    case .vaults: "Vaults"
    case .backups: "Backups"
    case .snapshots: "Snapshots"
    case .tasks: "Tasks"
    case .coverage: "Coverage"
    case .images: "Images"
    case .audit: "Audit"
    }
  }

  /// Whether it is no tab of a service, but shown beside them while it is open.
  var isExtra: Bool { self == .images || self == .audit }
}
