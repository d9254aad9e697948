import CStorage
import Foundation
import Replication

/// A file or folder that is being made of a backup: filled under another name beside its own, which it gets at the end.
enum RestorePlace {
  /// What stands beside the final file or folder and is filled first.
  static func staging(_ path: String, task: String) -> String { "\(path).farshore-\(task)" }

  /// What the disk calls the file or folder at `path`; nil when there is none.
  static func inode(_ path: String) -> UInt64? {
    var status = stat()
    return lstat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  /// Whether anything stands at `path`, be it a link that leads nowhere.
  static func isTaken(_ path: String) -> Bool { inode(path) != nil }

  /// Makes a folder; one of ours that an earlier attempt has made is taken up.
  static func makeFolder(_ path: String) throws(EngineError) {
    guard mkdir(path, 0o777) != 0 else { return }
    let reason = errnoNow()
    var status = stat()
    guard reason == EEXIST, lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid()
    else { throw .io(operation: "create", path: path, errno: reason) }
    // An attempt that died may have left the domain half-written; it would get its name with the rest.
    SafeFile.sweep(path)
  }

  /// Gives what is complete its name, durably; what stands there already is never touched.
  static func finish(_ staging: String, as path: String) throws(StoreError) {
    guard cs_rename_noreplace(AT_FDCWD, staging, AT_FDCWD, path) == 0 else {
      throw errno == EEXIST ? .targetExists(path: path) : TreeTarget.failure("rename", staging, errno)
    }
    try sync((path as NSString).deletingLastPathComponent)
  }

  /// Makes the names in a folder durable.
  static func sync(_ folder: String) throws(StoreError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw TreeTarget.failure("open", folder, errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw TreeTarget.failure("sync", folder, errno) }
  }

  /// Removes what an attempt that was not finished has written; what has its final name stays.
  static func removeParts(of task: CloudTask, orders: WorkOrders) {
    // An order that cannot be read names no place.
    guard let order = try? orders.load(task.id) else { return }
    for path in [order.fileSystem?.path, order.server?.folder, order.disk?.path].compactMap({ $0 }) {
      remove(staging(path, task: task.id))
    }
    if let scratch = order.scratch { remove(scratch) }
  }

  /// Removes a file, or a folder with all that is in it, following no link.
  static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR { return TreeTarget.remove(path) }
    // What cannot be removed stays for the operator to see.
    _ = unlink(path)
  }
}

extension Server {
  /// The folder of a provisioned server's disk files.
  var folder: String? { disks.first.map { ($0.path as NSString).deletingLastPathComponent } }
}
