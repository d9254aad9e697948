import Synchronization

/// What an operator should know about the opening of a context and what went wrong since, oldest first.
final class NoticeBoard: Sendable {
  private let lines = Mutex<[String]>([])
  private static let limit = 100

  /// All notices.
  var all: [String] { lines.withLock { $0 } }

  /// Adds a notice unless it is there already; of very many the oldest go.
  func post(_ line: String) {
    lines.withLock { lines in
      guard !lines.contains(line) else { return }
      lines.append(line)
      if lines.count > Self.limit { lines.removeFirst() }
    }
  }
}
