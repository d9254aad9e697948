import CStorage
import Foundation
import Synchronization

/// The folder a tree is written into: made new under another name, renamed when it is complete, removed otherwise.
final class TreeTarget: Sendable {
  /// The root of what is written; nobody else may enter it before it is complete.
  let root: TreeFolder
  /// Whether everything is restored as it was.
  private let path: String
  private let staging: String

  /// Makes the folder; a final one that exists, or a link, is never touched.
  init(path: String, staging: String) throws(StoreError) {
    self.path = path
    self.staging = staging
    var status = stat()
    guard lstat(path, &status) != 0 else { throw .targetExists(path: path) }
    Self.remove(staging)
    guard mkdir(staging, 0o700) == 0 else { throw Self.failure("make", staging, errno) }
    root = try TreeFolder.root(staging)
    // A link put in its place since would lead elsewhere.
    // Nothing is inherited from where it stands: no group, no list of who may do what.
    guard fchmod(root.descriptor, 0o700) == 0, root.forgetLists() else { throw Self.failure("make", staging, errno) }
    guard lstat(staging, &status) == 0, let own = root.ownStatus(), own.st_ino == status.st_ino,
      own.st_dev == status.st_dev, own.st_uid == geteuid()
    else { throw .io(operation: "make", path: staging, errno: EEXIST) }
  }

  /// Makes everything durable and gives the folder its name.
  func finish(_ beforeNaming: (UInt64) throws -> Void) throws {
    guard cs_sync_file_system(root.descriptor) == 0, let own = root.ownStatus() else {
      throw Self.failure("sync", staging, errno)
    }
    try beforeNaming(UInt64(own.st_ino))
    guard cs_rename_noreplace(AT_FDCWD, staging, AT_FDCWD, path) == 0 else {
      throw errno == EEXIST ? StoreError.targetExists(path: path) : Self.failure("rename", staging, errno)
    }
    let parent = (path as NSString).deletingLastPathComponent
    let folder = open(parent.isEmpty ? "." : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw Self.failure("open the folder of", path, errno) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw Self.failure("sync the folder of", path, errno) }
  }

  /// Removes what is unfinished.
  func discard() { Self.remove(staging) }

  /// Removes a folder with all that is in it, following no link; what cannot be removed stays for the operator to see.
  static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, let root = try? TreeFolder.root(path) else {
      return
    }
    empty(root)
    _ = rmdir(path)
  }

  private static func empty(_ folder: TreeFolder) {
    // A folder that was restored may forbid its owner to write.
    _ = fchmod(folder.descriptor, 0o700)
    // What cannot be listed stays for the operator to see.
    guard var names = try? folder.names() else { return }
    while let name = try? names.take() {
      if let below = folder.folder(name) {
        empty(below)
        _ = unlinkat(folder.descriptor, TreeFolder.c(name), AT_REMOVEDIR)
      } else {
        _ = unlinkat(folder.descriptor, TreeFolder.c(name), 0)
      }
    }
  }

  /// What a failed call means.
  static func failure(_ operation: String, _ path: String, _ reason: Int32) -> StoreError {
    switch reason {
    case ENOSPC, EDQUOT, EFBIG: .noSpace(path: path)
    case EROFS: .readOnly(path: path)
    default: .io(operation: operation, path: path, errno: reason)
    }
  }
}
