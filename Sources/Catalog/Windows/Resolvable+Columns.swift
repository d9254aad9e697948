import Replication

/// How the columns of lists are called in the tables.
extension Resolvable {
  /// What a column sorts by; the creation time where this kind of thing lacks the column.
  func sortKey(_ column: Listing.Column) -> String { sortKeys[column] ?? "created" }

  private var sortKeys: [Listing.Column: String] {
    switch self {
    case .backup:
      [
        .name: "name COLLATE NOCASE", .status: "status", .region: "region", .size: "size",
        .vault: "vaultName COLLATE NOCASE", .resource: "resourceName COLLATE NOCASE", .kind: "kind", .type: "type",
        .id: "id", .description: "description COLLATE NOCASE", .replicas: Self.replicas,
        .drilled: Self.drilled, .locked: Self.locked("backup"),
      ]
    case .vault:
      [
        .name: "name COLLATE NOCASE", .status: "status", .region: "region", .size: "capacity", .kind: "protection",
        .type: "type", .id: "id", .used: Self.use("used"),
        .free: "(capacity - \(Self.use("used")) - \(Self.use("reserved")))", .count: Self.use("backups"),
        .resources: "(SELECT count(*) FROM vault_resource WHERE vault_resource.vault = vault.id)",
        .reach: "(SELECT count(*) FROM vault_reach WHERE vault_reach.vault = vault.id AND replicas > 0)",
      ]
    case .snapshot:
      [
        .name: "name COLLATE NOCASE", .status: "state", .region: "region", .size: "size",
        .resource: "diskName COLLATE NOCASE", .usage: "usage", .percent: Self.snapshotPercent, .id: "id",
        .source: "coalesce(sourceRegion, '')", .drilled: Self.drilled, .locked: Self.locked("snapshot"),
      ]
    case .task:
      [
        .name: "coalesce(sourceName, targetName, '') COLLATE NOCASE", .status: "status",
        .region: "coalesce(targetRegion, sourceRegion, '')", .size: "bytesTotal", .kind: "type", .type: "type",
        .percent: Self.taskPercent, .id: "id", .source: "coalesce(sourceRegion, '')",
        .target: "coalesce(targetRegion, '')", .duration: Self.taskDuration,
        .requester: "(CASE trigger WHEN 'policy' THEN 'policy' ELSE user END) COLLATE NOCASE",
        .error: "coalesce(error, '') COLLATE NOCASE",
      ]
    case .image:
      [
        .name: "name COLLATE NOCASE", .region: "region", .size: "size", .id: "id",
        .disks: "json_array_length(disks)", .format: Self.imageFormat, .folder: Self.imageFolder,
      ]
    case .audit:
      [
        .name: "name COLLATE NOCASE", .type: "action", .status: "outcome", .region: "region",
        .requester: "user COLLATE NOCASE", .id: "id", .facts: "facts",
      ]
    }
  }

  /// The column of the status word.
  var statusColumn: String? {
    switch self {
    case .backup, .vault, .task: "status"
    case .snapshot: "state"
    case .audit: "outcome"
    case .image: nil
    }
  }

  /// What tells the rows that screens call paused: what is made by a task that an operator has paused.
  var pausedRows: String? {
    let states: [String]
    switch self {
    case .backup: states = BackupStatus.underway.map(\.rawValue)
    case .snapshot: states = SnapshotState.underway.map(\.rawValue)
    case .vault, .task, .image, .audit: return nil
    }
    guard let column = statusColumn else { return nil }
    let words = states.map { "'\($0)'" }.joined(separator: ", ")
    let made = "SELECT target FROM task WHERE status = 'paused' AND target IS NOT NULL"
    return "(\(column) IN (\(words)) AND id IN (\(made)))"
  }

  /// The columns of which one must equal the kind asked for.
  var kindColumns: [String] {
    switch self {
    case .backup: ["kind", "resourceKind"]
    case .vault: ["protection", "type"]
    case .snapshot: ["usage"]
    case .task: ["type"]
    case .audit: ["action"]
    case .image: []
    }
  }

  /// Replicas that are there, of all regions.
  private static let replicas = """
    (SELECT count(*) FROM backup AS copy WHERE copy.source = backup.id AND copy.status = 'available')
    """

  /// When the last drill was; what had none comes first.
  private static let drilled = "coalesce(json_extract(drill, '$.date'), 0.0)"

  /// 1 where something is being copied, which locks it meanwhile.
  private static func locked(_ table: String) -> String {
    "EXISTS (SELECT 1 FROM task WHERE task.open = 1 AND task.source = \(table).id)"
  }

  /// The formats of an image's files, as its row says them.
  private static let imageFormat = """
    coalesce((SELECT group_concat(word, '+') FROM (
      SELECT DISTINCT coalesce(json_extract(value, '$.format'), 'raw') AS word FROM json_each(image.disks) ORDER BY word
    )), '')
    """

  /// The folder of an image's first file, with the slash behind it.
  private static let imageFolder = """
    coalesce(rtrim(json_extract(disks, '$[0].path'), replace(json_extract(disks, '$[0].path'), '/', '')), '')
    """

  /// A figure of what a vault holds or has reserved, as the database keeps it.
  private static func use(_ figure: String) -> String {
    "coalesce((SELECT vault_use.\(figure) FROM vault_use WHERE vault_use.vault = vault.id), 0)"
  }

  /// Seconds; what runs counts as longer than whatever has ended, the oldest longest.
  private static let taskDuration = """
    (CASE WHEN started IS NULL THEN 0.0 WHEN ended IS NULL THEN 1e12 - started ELSE ended - started END)
    """

  /// The same figure as `CloudTask.percent`, from the latest progress.
  private static let taskPercent = """
    CASE WHEN status = 'success' THEN 100 WHEN bytesTotal <= 0 THEN 0 ELSE min(99, CAST(CAST(
      coalesce((SELECT progress.bytesDone FROM progress WHERE progress.task = task.id), bytesDone)
      AS REAL) / bytesTotal * 100 AS INTEGER)) END
    """

  /// The percent of the task that makes the snapshot, if one does.
  private static let snapshotPercent = """
    CASE state WHEN 'NORMAL' THEN percent ELSE coalesce((
      SELECT \(taskPercent) FROM task WHERE task.target = snapshot.id AND task.open = 1
      ORDER BY task.created DESC, task.id DESC LIMIT 1), percent) END
    """
}
