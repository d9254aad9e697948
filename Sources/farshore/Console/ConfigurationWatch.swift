import Foundation

/// Waits in a thread of its own for `config.yaml` to be written, by whatever means: editors put a new file in its place.
enum ConfigurationWatch {
  /// Calls back after each change; nothing is watched where the kernel does not tell or there is no folder.
  static func start(_ file: String, _ changed: @escaping @Sendable () -> Void) {
    let path = file as NSString
    let notes = inotify_init1(Int32(O_CLOEXEC))
    guard notes >= 0 else { return }
    let wanted = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE)
    guard inotify_add_watch(notes, path.deletingLastPathComponent, wanted) >= 0 else {
      close(notes)
      return
    }
    let name = Array(path.lastPathComponent.utf8)
    let thread = Thread {
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(notes, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        // The names of what changed stand in what was read; the rest of an event is numbers.
        if buffer[..<count].firstRange(of: name) != nil { changed() }
      }
    }
    thread.stackSize = 1 << 19
    thread.start()
  }
}
