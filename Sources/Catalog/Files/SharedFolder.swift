import Foundation

/// Folders of a home: private (0700), or shared with a group where the folder above is (2770).
package enum SharedFolder {
  /// Whether a folder lets its group write.
  package static func isShared(_ folder: String) -> Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_mode & S_IWGRP != 0
  }

  /// The permissions of a new file at this path: 0660 in a shared folder, else 0600.
  package static func fileMode(in path: String) -> UInt32 {
    isShared((path as NSString).deletingLastPathComponent) ? 0o660 : 0o600
  }

  /// Makes a folder and those above it that are missing; returns an errno where it cannot.
  package static func make(_ folder: String) -> Int32? {
    var status = stat()
    if stat(folder, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR ? nil : ENOTDIR }
    let above = (folder as NSString).deletingLastPathComponent
    if !above.isEmpty, above != folder, let failure = make(above) { return failure }
    let mode: mode_t = !above.isEmpty && isHomes(above) && isShared(above) ? 0o2770 : 0o700
    guard mkdir(folder, mode) == 0 else { return errno == EEXIST ? nil : errno }
    // The umask may have taken the group's share away.
    return chmod(folder, mode) == 0 ? nil : errno
  }

  /// Makes the names in a folder survive a power cut; returns the errno of a disk that fails.
  ///
  /// A file system that cannot do so has no better way either.
  @discardableResult
  package static func synchronize(_ folder: String) -> Int32? {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard fsync(descriptor) != 0, [EIO, ENOSPC, EDQUOT].contains(errno) else { return nil }
    return errno
  }

  /// A folder anybody may write to, like /tmp, is nobody's home and hands no permissions on.
  private static func isHomes(_ folder: String) -> Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_mode & S_IWOTH == 0
  }
}
