internal import Replication

/// Names one of the lists the console keeps a place in.
struct ListKey: Hashable, Sendable {
  let tab: ConsoleTab
  /// The type of a list of vaults or backups or of their coverage; nil for the others.
  let type: ResourceType?
  /// Whether the rows of the coverage are resources.
  let byResource: Bool

  /// The list of a tab of a service.
  init(_ service: ConsoleService, _ tab: ConsoleTab, byResource: Bool = false) {
    self.tab = tab
    type = tab == .vaults || tab == .backups || tab == .coverage ? service.type : nil
    self.byResource = byResource && tab == .coverage && type != nil
  }

  /// What is listed.
  var subject: Listing.Subject {
    switch tab {
    case .vaults: .vaults(type)
    case .backups: .backups(type)
    case .snapshots: .snapshots
    case .tasks: .tasks
    case .images: .images
    case .audit: .audit
    case .coverage: .coverage(type.map { byResource ? .resources($0) : .backups($0) } ?? .snapshots)
    }
  }

  /// The columns it can be sorted by, in the order `s` takes them.
  var sortColumns: [Listing.Column] {
    switch tab {
    case .vaults: [.created, .name, .status, .size]
    case .backups: [.created, .name, .status, .size, .resource, .vault]
    case .snapshots: [.created, .name, .status, .size, .usage]
    case .tasks: [.created, .status, .type, .percent]
    case .images: [.created, .name, .size]
    case .audit: [.created, .requester, .type, .name, .status]
    case .coverage where byResource: [.created, .name, .size]
    case .coverage: [.created, .name, .status, .size] + (type == nil ? [.usage] : [.resource, .vault])
    }
  }
}
