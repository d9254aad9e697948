/// A tab of a service.
enum ConsoleTab: String, Hashable, Sendable {
  case vaults, backups, snapshots, tasks, coverage

  /// The word on the tab.
  var label: String {
    switch self {
    case .vaults: "Vaults"
    case .backups: "Backups"
    case .snapshots: "Snapshots"
    case .tasks: "Tasks"
    case .coverage: "Coverage"
    }
  }
}
