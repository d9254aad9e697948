/// A list whose columns can be chosen.
public enum ListName: String, CaseIterable, Hashable, Sendable {
  case vaults, backups, snapshots, tasks, images, audit

  /// The columns it has, in the order in which they are shown without a choice.
  public var columns: [ColumnID] {
    switch self {
    case .vaults:
      [
        .name, .region, .holds, .status, .used, .capacity, .free, .resources, .count, .policy, .reach, .created, .id,
      ]
    case .backups:
      [
        .name, .region, .lock, .status, .resource, .vault, .kind, .size, .age, .replicas, .created, .drill,
        .description, .id,
      ]
    case .snapshots:
      [.name, .region, .lock, .status, .id, .disk, .usage, .size, .age, .source, .created, .drill]
    case .tasks: [.task, .name, .route, .status, .percent, .age, .took, .by, .error, .created, .id]
    case .images: [.name, .region, .disks, .format, .size, .age, .folder, .created, .id]
    case .audit: [.created, .by, .action, .name, .status, .region, .facts, .id]
    }
  }
}
