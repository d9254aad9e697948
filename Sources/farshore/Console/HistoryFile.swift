import Console
import Embedded
import Foundation

/// The file of what an operator has typed and chosen in consoles; one for each operator, and only theirs to read.
struct HistoryFile {
  /// More than any history within its bounds takes.
  private static let largest = 1 << 20

  let path: String

  init(home: Home) { path = "\(home.data)/console-history-\(getuid()).json" }

  /// What is there; a file that cannot be read is as good as none, since nothing depends on it.
  func load() -> ConsoleHistory {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return ConsoleHistory() }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // Damaged or cut short: a history that begins anew is better than a console that does not open.
    guard let bytes = try? file.read(upToCount: Self.largest),
      let history = try? JSONDecoder().decode(ConsoleHistory.self, from: bytes)
    else { return ConsoleHistory() }
    return history
  }

  /// Puts something at the head of what is there now, which another console may have written.
  func add(_ entry: ConsoleHistory.Entry) throws {
    var history = load()
    history.add(entry)
    let temporary = "\(path).\(getpid())"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: JSONEncoder().encode(history))
    guard rename(temporary, path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
    }
  }
}
