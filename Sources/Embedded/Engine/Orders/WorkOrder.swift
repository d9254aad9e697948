import Replication

/// What a task needs to know beyond its row: what to read, where to write, and the target it would make again.
struct WorkOrder: Codable, Hashable, Sendable {
  /// The disks a backup or snapshot reads, as they were registered when it was admitted.
  var disks: [Disk] = []
  /// Whether disks open for writing are read all the same.
  var allowOpen = false
  /// The folder an image is written beneath.
  var output: String?
  /// The target row of a task that failed or was cancelled, for a retry.
  var backup: Backup?
  /// The target row of a snapshot or copy that failed or was cancelled.
  var snapshot: Snapshot?
  /// The folder of the file system that a backup reads.
  var tree: String?
  /// The file system that is made of a backup.
  var fileSystem: FileSystem?
  /// Whether everything is restored as it was.
  var isPrivileged: Bool?
  /// What the disk calls the folder of a file system that is complete, noted before the folder gets its name.
  var madeInode: UInt64?
  /// The format of an image's files; nil means raw.
  var format: ImageFormat?
  /// The server that is provisioned of an image, with its disks where they will be.
  var server: Server?
  /// The disk that is made of a snapshot.
  var disk: Disk?
  /// The folder a drill rebuilds in.
  var scratch: String?
  /// How many percent of the chunks a drill rebuilds.
  var percent: Int?
}
