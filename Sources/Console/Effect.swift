public import Replication

/// What the console wants done; the runner does it and answers with events.
public enum Effect: Hashable, Sendable {
  // Reading; answered with the event of the same name.
  case regions
  case counts(Scope, request: Int)
  /// What every region and project holds.
  case placeCounts(request: Int)
  case activity(limit: Int)
  case rows(Listing, at: Anchor, limit: Int, request: Int)
  /// How many rows a listing has, where a window left that open; answered with `total`.
  case total(Listing, request: Int)
  case tasks(touching: String, limit: Int, request: Int)
  case find(Found.Kind, id: String, request: Int)
  case vaults(region: String, request: Int)
  case lag(request: Int)
  // Asking what would happen; answered with `plan`.
  case planReplicas([ReplicaRequest], request: Int)
  case planCopies([SnapshotCopyRequest], request: Int)
  // Changing; answered with `admitted`, `deleted`, `vaultSaved` or `steered`.
  case createReplicas([ReplicaRequest], request: Int)
  case copySnapshots([SnapshotCopyRequest], request: Int)
  /// All eligible backups of a vault, as one run a destination (S62).
  case replicateVault(String, [Destination], request: Int)
  case createImage(ImageRequest, request: Int)
  case createFileSystem(FileSystemRequest, request: Int)
  case createServer(ServerRequest, request: Int)
  case createDisk(DiskRequest, request: Int)
  case drill(DrillRequest, request: Int)
  case verify(String, request: Int)
  case delete(DeletionRequest, request: Int)
  case createVault(VaultRequest, request: Int)
  case expandVault(String, capacity: Int64, autoExpand: Bool? = nil, request: Int)
  case steer(String, TaskAction, request: Int)
  /// Answered with `policy`.
  case policy(PolicyQuestion, request: Int)
  // Surroundings; not answered unless they fail.
  case startTimer(TimerID, after: Duration)
  /// A text for the clipboard; the runner says with a notice where it went.
  case copyText(String)
  /// The screen as text, to be saved to a file; the runner says where with a notice.
  case saveScreen(String)
  /// Answered with `context`.
  case switchContext(String)
  /// Keeps in `config.yaml` what the operator has settled.
  case remember(PreferenceChange)
  /// Keeps what was typed or chosen for later consoles.
  case keep(ConsoleHistory.Entry)
  /// Reads what is settled again; answered with `settings`.
  case reloadSettings
  /// Writes all rows of a listing to a new file in the background; the runner says where with a notice.
  case export(Listing, ExportFormat)
  case suspend
  /// A full repaint.
  case redraw
  case quit(QuitMode)
}
