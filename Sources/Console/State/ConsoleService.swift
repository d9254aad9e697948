internal import Replication

/// An entry of the left column (S50).
enum ConsoleService: String, CaseIterable, Hashable, Sendable {
  case servers, disks, turbo, snapshots

  /// The words of the left column.
  var label: String {
    switch self {
    case .servers: "Servers"
    case .disks: "Disks"
    case .turbo: "SFS Turbo"
    case .snapshots: "Snapshots"
    }
  }

  /// The family of cloud services it belongs to.
  var family: Service { self == .snapshots ? .cbs : .cbr }

  /// What its backups protect; nil for snapshots.
  var type: ResourceType? {
    switch self {
    case .servers: .server
    case .disks: .disk
    case .turbo: .turbo
    case .snapshots: nil
    }
  }

  /// Its tabs.
  var tabs: [ConsoleTab] { (self == .snapshots ? [.snapshots] : [.vaults, .backups]) + [.tasks, .coverage] }

  /// The tab it opens with.
  var mainTab: ConsoleTab { self == .snapshots ? .snapshots : .backups }

  /// How many rows it holds.
  func count(in counts: ServiceCounts) -> Int {
    switch self {
    case .servers: counts.servers
    case .disks: counts.disks
    case .turbo: counts.turbo
    case .snapshots: counts.snapshots
    }
  }

  /// The service that lists backups of this type.
  init(_ type: ResourceType) {
    switch type {
    case .server: self = .servers
    case .disk: self = .disks
    case .turbo: self = .turbo
    }
  }
}
