import Foundation

/// Descriptor 2 while the screen is shown: away from the terminal, so that nobody's diagnostics garble it.
struct Diagnostics {
  private let path: String?
  /// Where descriptor 2 pointed before; -1 while it points there.
  private(set) var former: Int32 = -1

  init(path: String?) { self.path = path }

  /// Points descriptor 2 at the file, or at nothing where that cannot be opened.
  mutating func turnAway() {
    guard former < 0, isatty(2) == 1 else { return }
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC
    var target = path.map { open($0, flags, 0o600) } ?? -1
    if target < 0 { target = open("/dev/null", O_WRONLY | O_CLOEXEC) }
    guard target >= 0 else { return }
    former = fcntl(2, F_DUPFD_CLOEXEC, 3)
    if former >= 0 { dup2(target, 2) }
    close(target)
  }

  /// Points descriptor 2 back.
  mutating func turnBack() {
    guard former >= 0 else { return }
    dup2(former, 2)
    close(former)
    former = -1
  }
}
