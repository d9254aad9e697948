internal import Foundation

/// A small file that all processes of a home lock and share.
enum SharedFile {
  /// Opens it, making it where it is not there.
  ///
  /// - Returns: a negative number where it cannot be opened.
  static func open(_ path: String, mode: UInt32) -> Int32 {
    let made = Foundation.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard made < 0 else {
      // The umask may have taken the group's share away.
      _ = fchmod(made, mode)
      return made
    }
    return Foundation.open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
  }

  /// Whether the others still find it: a file that was removed is shared with nobody.
  static func isLinked(_ file: Int32) -> Bool {
    var status = stat()
    return fstat(file, &status) == 0 && status.st_nlink > 0
  }
}
