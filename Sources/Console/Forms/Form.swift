internal import Replication

/// A dialog with fields: one component for replicas, snapshot copies, vaults and images.
struct Form: Sendable {
  /// What it makes.
  enum Purpose: Sendable {
    /// Replicas of one or several backups.
    case replica([Backup])
    /// Copies of one or several snapshots.
    case copy([Snapshot])
    /// A vault; beneath a replica dialog only its name and capacity are asked.
    case createVault(ResourceType, beneath: FormSlot?)
    case expandVault(Vault)
    case image(Backup)
    case fileSystem(Backup)
    /// A server of one of the backup's images.
    case server(Backup, [Image])
    case disk(Snapshot)
    case drill(Backup)
    case drillSnapshot(Snapshot)
    /// How far behind is too far.
    case objective
  }

  /// What submitting would do.
  enum PlanState: Sendable {
    /// The fields do not say enough yet.
    case unasked
    case checking
    case ready(Plan)
    case failed(String)
  }

  let purpose: Purpose
  /// Logical bytes of all sources.
  let sourceSize: Int64
  /// The region the sources lie in, where it is one.
  let sourceRegion: String?
  var texts: [FormSlot: TextField] = [:]
  var destinations: [FormDestination] = []
  var protection = Protection.replication
  /// The vault whose backups all go together, as one run; nil for rows that were marked.
  var wholeVault: Vault?
  /// Whether a vault is to grow instead of refusing.
  var grows = false
  var format = ImageFormat.raw
  /// The id of the image that is chosen.
  var image: String?
  var focus = FormSlot.cancel
  /// What is wrong with fields that were left, by this side's checks.
  var errors: [FormSlot: String] = [:]
  /// What the cloud said about fields.
  var remote: [FormSlot: String] = [:]
  /// What is wrong with the request as a whole.
  var message = ""
  /// Whether the operator changed anything.
  var isEdited = false
  /// The submission under way; a second OK waits for its answer.
  var sending: Int?
  /// Whether it is sent in pieces; it can be left then.
  var isBulk = false
  var plan = PlanState.unasked
  /// What forbids single sources whatever the destination; nil before it was worked out.
  var judged: SourceJudgement?
  /// What of several sources can go where; empty for one.
  var preflight = Preflight()

  /// A dialog for a purpose.
  init(_ purpose: Purpose) {
    self.purpose = purpose
    // Worked out once: there may be thousands of sources, and every frame asks.
    let sources: [(size: Int64, region: String)] =
      switch purpose {
      case .replica(let backups): backups.map { ($0.size, $0.region) }
      case .copy(let snapshots): snapshots.map { ($0.size, $0.region) }
      default: []
      }
    sourceSize = sources.reduce(0) { $0.addingReportingOverflow($1.size).partialValue }
    let first = sources.first?.region
    sourceRegion = sources.allSatisfy { $0.region == first } ? first : nil
  }

  /// The text of a field; empty where the dialog has no such field.
  func text(_ slot: FormSlot) -> String { texts[slot]?.text ?? "" }

  /// The error to show under a field.
  func error(_ slot: FormSlot) -> String? { errors[slot] ?? remote[slot] }

  /// The backups to be replicated; empty for other dialogs.
  var backups: [Backup] {
    if case .replica(let backups) = purpose { return backups }
    return []
  }

  /// The snapshots to be copied; empty for other dialogs.
  var snapshots: [Snapshot] {
    if case .copy(let snapshots) = purpose { return snapshots }
    return []
  }

  /// The backup that an image or a file system is made of; nil for other dialogs.
  var restored: Backup? {
    switch purpose {
    case .image(let backup), .fileSystem(let backup), .server(let backup, _), .drill(let backup): backup
    default: nil
    }
  }

  /// How many sources there are.
  var sourceCount: Int { backups.count + snapshots.count }

  /// Whether destinations have vaults.
  var needsVault: Bool { !backups.isEmpty }

  /// What stands above the dialog.
  var title: String {
    switch purpose {
    case .replica: "Create Replica"
    case .copy: "Cross-region replication"
    case .createVault: "Create Vault"
    case .expandVault: "Expand Vault"
    case .image: "Create Image"
    case .fileSystem: "Create File System"
    case .server: "Create Server"
    case .disk: "Create Disk"
    case .drill, .drillSnapshot: "Restore Drill"
    case .objective: "Lag objective"
    }
  }
}
