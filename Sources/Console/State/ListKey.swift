internal import Replication

/// Names one of the lists the console keeps a place in.
struct ListKey: Hashable, Sendable {
  let tab: ConsoleTab
  /// The type of a vault or backup list; nil for the others.
  let type: ResourceType?

  /// The list of a tab of a service.
  init(_ service: ConsoleService, _ tab: ConsoleTab) {
    self.tab = tab
    type = tab == .vaults || tab == .backups ? service.type : nil
  }

  /// What is listed.
  var subject: Listing.Subject {
    switch tab {
    case .vaults: .vaults(type)
    case .backups: .backups(type)
    case .snapshots: .snapshots
    case .tasks: .tasks
    }
  }

  /// The columns it can be sorted by, in the order `s` takes them.
  var sortColumns: [Listing.Column] {
    switch tab {
    case .vaults: [.created, .name, .status, .size]
    case .backups: [.created, .name, .status, .size, .resource, .vault]
    case .snapshots: [.created, .name, .status, .size, .usage]
    case .tasks: [.created, .status, .type, .percent]
    }
  }
}
