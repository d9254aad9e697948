import Foundation
import Replication

/// The folder of a file system that is being made of a backup.
enum FileSystemFolder {
  /// The folder beside the final one that is filled first.
  static func staging(_ path: String, task: String) -> String { "\(path).farshore-\(task)" }

  /// What the file system calls the folder at `path`; nil when there is none.
  static func inode(_ path: String) -> UInt64? {
    var status = stat()
    return lstat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  /// Removes what an attempt that was not finished has written; a folder that has its final name stays.
  static func removeParts(of task: CloudTask, orders: WorkOrders) {
    // An order that cannot be read names no folder.
    guard task.type == .filesystem, let system = try? orders.load(task.id)?.fileSystem else { return }
    TreeTarget.remove(staging(system.path, task: task.id))
  }
}
