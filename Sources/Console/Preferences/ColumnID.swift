/// A column of a list, as `config.yaml` and the column chooser name it.
public enum ColumnID: String, CaseIterable, Hashable, Sendable {
  case name, region, lock, status, resource, vault, kind, size, age, replicas, created, description, id, drill
  case holds, used, capacity, free, count
  case disk, usage, source
  case task, route, percent, took, by, error
  case resources, policy, reach
  case disks, format, folder, action, facts

  /// What it shows; empty where the name says it.
  public var words: String {
    switch self {
    case .name, .status, .vault, .size, .age, .description, .id, .used, .capacity, .free, .disk, .error: ""
    case .region: "region, where several are listed"
    case .lock: "mark of what is being copied"
    case .resource: "server, disk or file system"
    case .kind: "backup or replica"
    case .replicas: "replicas in each region"
    case .drill: "age of the last restore drill"
    case .created: "day and time of creation"
    case .holds: "backups or replicas"
    case .count: "how many it holds"
    case .usage: "system or data"
    case .source: "region it was copied from"
    case .task: "what is done"
    case .route: "from and to"
    case .percent: "share done"
    case .took: "duration"
    case .by: "operator, or policy"
    case .resources: "servers, disks or file systems it holds backups of"
    case .policy: "policies applied to it"
    case .reach: "regions with replicas of its backups"
    case .disks: "how many disk files"
    case .format: "raw or qcow2"
    case .folder: "where the files lie"
    case .action: "what was done"
    case .facts: "further facts"
    }
  }
}
