import Foundation

/// The files of a catalog on disk: the database, its journal, and the lock that opening and setting aside share.
enum CatalogFiles {
  /// SQLite's companions of a database, in the order in which they are renamed: the journal goes first, because a new
  /// database must never meet an old one's.
  private static let companions = ["-wal", "-shm"]

  /// Where SQLite writes what is committed before it reaches the database itself.
  static func journal(of path: String) -> String { path + "-wal" }

  static func makeFolder(of path: String) throws(CatalogError) {
    let folder = (path as NSString).deletingLastPathComponent
    if let number = SharedFolder.make(folder) { throw unwritable(folder, number) }
  }

  /// Makes an empty file with the right permissions before SQLite does with others; it hands them on to the journal.
  static func make(_ path: String) throws(CatalogError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, SharedFolder.fileMode(in: path))
    guard descriptor >= 0 else {
      guard errno == EEXIST else { throw unwritable(path, errno) }
      guard access(path, R_OK | W_OK) == 0 else { throw unwritable(path, errno) }
      return
    }
    defer { close(descriptor) }
    // The umask may have taken the group's share away.
    guard fchmod(descriptor, SharedFolder.fileMode(in: path)) == 0 else { throw unwritable(path, errno) }
  }

  /// Runs `body` while no other process opens or sets aside this catalog.
  static func locked<T>(_ path: String, _ body: () throws -> T) throws -> T {
    let lock = path + ".lock"
    let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, SharedFolder.fileMode(in: lock))
    guard descriptor >= 0 else { throw unwritable(path, errno) }
    defer { close(descriptor) }
    // Fails for a lock another user made with the right permissions already.
    _ = fchmod(descriptor, SharedFolder.fileMode(in: lock))
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw unwritable(lock, errno) }
    }
    return try body()
  }

  /// Renames a database and its companions and returns the database's new name.
  static func rename(_ path: String) throws(CatalogError) -> String {
    let name = freeName(path)
    for companion in companions + [""] {
      guard Foundation.rename(path + companion, name + companion) == 0 || errno == ENOENT else {
        throw unwritable(path + companion, errno)
      }
    }
    SharedFolder.synchronize((path as NSString).deletingLastPathComponent)
    return name
  }

  private static func freeName(_ path: String) -> String {
    let moment = Date().formatted(
      Date.VerbatimFormatStyle(
        format: """
          \(year: .padded(4))\(month: .twoDigits)\(day: .twoDigits)T\
          \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)Z
          """, timeZone: .gmt, calendar: Calendar(identifier: .gregorian)))
    let name = "\(path)-corrupt-\(moment)"
    var number = 2
    var free = name
    while FileIdentity(path: free) != nil {
      free = "\(name)-\(number)"
      number += 1
    }
    return free
  }

  private static func unwritable(_ path: String, _ number: Int32) -> CatalogError {
    number == ENOSPC || number == EDQUOT
      ? .noSpace(path: path) : .unwritable(path: path, reason: String(cString: strerror(number)))
  }
}
