internal import Replication

/// One row of a list: the thing actions act on.
enum Row: Hashable, Sendable {
  case vault(Vault)
  case backup(Backup)
  case snapshot(Snapshot)
  case task(CloudTask)
  case image(Image)
  case audit(AuditEntry)

  /// The identifier.
  var id: String {
    switch self {
    case .vault(let vault): vault.id
    case .backup(let backup): backup.id
    case .snapshot(let snapshot): snapshot.id
    case .task(let task): task.id
    case .image(let image): image.id
    case .audit(let entry): entry.id
    }
  }

  /// The name, or the id where there is none.
  var name: String {
    switch self {
    case .vault(let vault): vault.name
    case .backup(let backup): backup.name
    case .snapshot(let snapshot): snapshot.name.isEmpty ? snapshot.id : snapshot.name
    case .task(let task): task.target?.name ?? task.source?.name ?? task.id
    case .image(let image): image.name
    case .audit(let entry): entry.subjectName
    }
  }

  /// The region it lies in.
  var region: String {
    switch self {
    case .vault(let vault): vault.region
    case .backup(let backup): backup.region
    case .snapshot(let snapshot): snapshot.region
    case .task(let task): task.target?.region ?? task.source?.region ?? ""
    case .image(let image): image.region
    case .audit(let entry): entry.region
    }
  }

  /// What an operator calls it.
  var noun: String {
    switch self {
    case .vault: "vault"
    case .backup(let backup): backup.kind == .replica ? "replica" : "backup"
    case .snapshot: "snapshot"
    case .task: "task"
    case .image: "image"
    case .audit: "line of the audit"
    }
  }

  /// How it is looked up.
  var kind: Found.Kind {
    switch self {
    case .vault: .vault
    case .backup: .backup
    case .snapshot: .snapshot
    case .task: .task
    case .image: .image
    case .audit: .audit
    }
  }

  /// The ids whose tasks the replication pane shows for it.
  var watched: String {
    switch self {
    case .task(let task): return task.source?.id ?? task.target?.id ?? task.id
    case .audit(let entry) where !entry.subject.isEmpty: return entry.subject
    default: return id
    }
  }

  /// What `y` sends to the clipboard: the id, of a line of the audit that of the thing it is about.
  var copied: String {
    if case .audit(let entry) = self { return entry.subject.isEmpty ? entry.hash : entry.subject }
    return id
  }

  /// The source of a row of the coverage.
  init(_ covered: CoverageRow) {
    switch covered.source {
    case .backup(let backup): self = .backup(backup)
    case .snapshot(let snapshot): self = .snapshot(snapshot)
    }
  }

  /// Takes what was looked up.
  init(_ found: Found) {
    switch found {
    case .vault(let vault): self = .vault(vault)
    case .backup(let backup): self = .backup(backup)
    case .snapshot(let snapshot): self = .snapshot(snapshot)
    case .task(let task): self = .task(task)
    case .image(let image): self = .image(image)
    case .audit(let entry): self = .audit(entry)
    }
  }
}
