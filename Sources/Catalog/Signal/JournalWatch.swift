import Foundation

/// Lets a thread sleep until a file is written to, or until it is told to end.
///
/// The kernel tells of writes, so that a thread costs nothing while nobody writes. Where it cannot, or has missed some,
/// the pause has an end all the same.
final class JournalWatch: Sendable {
  /// Between two looks while nothing is written: in case the kernel did not tell.
  private static let patience = 60.0

  /// The kernel's notes on the file; negative where there are none.
  private let notes: Int32
  /// Both ends of a pipe; a byte in it, which nobody takes out, ends every pause.
  private let ending: (reading: Int32, writing: Int32)

  init(_ file: String?) {
    notes = file.map(Self.notes) ?? -1
    var ends: [Int32] = [-1, -1]
    // Without a pipe the pause ends by its time alone.
    if pipe(&ends) != 0 { ends = [-1, -1] }
    for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ending = (ends[0], ends[1])
  }

  deinit {
    for descriptor in [notes, ending.reading, ending.writing] where descriptor >= 0 { close(descriptor) }
  }

  private static func notes(on file: String) -> Int32 {
    let notes = inotify_init1(Int32(O_CLOEXEC | O_NONBLOCK))
    guard notes >= 0 else { return -1 }
    guard inotify_add_watch(notes, file, UInt32(IN_MODIFY)) >= 0 else {
      close(notes)
      return -1
    }
    return notes
  }

  /// Ends the pause, this one and all later ones.
  func end() {
    var byte: UInt8 = 1
    _ = write(ending.writing, &byte, 1)
  }

  /// Sleeps so many seconds at least, and then until something is written; false when it is over.
  func pause(least: Double) -> Bool {
    let start = ContinuousClock.now
    let patience = notes >= 0 ? max(least, Self.patience) : least
    guard !isOver(within: patience, hearing: true) else { return false }
    // What was written is looked at together, no more often than was asked for.
    let rest = least - (ContinuousClock.now - start) / .seconds(1)
    if rest > 0, isOver(within: rest, hearing: false) { return false }
    forget()
    return true
  }

  /// Waits for the end, or for a write where that is wanted.
  private func isOver(within seconds: Double, hearing: Bool) -> Bool {
    var entries = [
      pollfd(fd: ending.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: hearing ? notes : -1, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&entries, nfds_t(entries.count), Int32((seconds * 1000).rounded(.up)))
    return entries[0].revents != 0
  }

  /// Drops what was noted so far: whoever looks now sees it all.
  private func forget() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while notes >= 0, read(notes, &buffer, buffer.count) > 0 {}
  }
}
