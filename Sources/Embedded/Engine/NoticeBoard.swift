import Synchronization

/// What an operator should know about the opening of a context and what went wrong since, oldest first.
final class NoticeBoard: Sendable {
  private let lines = Mutex<[String]>([])
  private static let limit = 100
  private let readers = Mutex<[Int: AsyncStream<String>.Continuation]>([:])
  private let listeners = Mutex<[Int: AsyncStream<any Error>.Continuation]>([:])

  /// All notices.
  var all: [String] { lines.withLock { $0 } }

  /// Adds a notice unless it is there already; of very many the oldest go.
  func post(_ line: String) {
    let isNew = lines.withLock { lines in
      guard !lines.contains(line) else { return false }
      lines.append(line)
      if lines.count > Self.limit { lines.removeFirst() }
      return true
    }
    guard isNew else { return }
    for reader in readers.withLock({ Array($0.values) }) { reader.yield(line) }
  }

  /// The notices that are posted from now on.
  func news() -> AsyncStream<String> {
    let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(Self.limit))
    let key = readers.withLock { readers in
      let key = (readers.keys.max() ?? 0) + 1
      readers[key] = continuation
      return key
    }
    continuation.onTermination = { [weak self] _ in
      // The reader goes outside the lock: what it holds may want the lock itself.
      _ = self?.readers.withLock { $0.removeValue(forKey: key) }
    }
    return stream
  }

  /// What keeps the engine from going on with anything, such as a home on a full disk, from now on.
  func troubles() -> AsyncStream<any Error> {
    let (stream, continuation) = AsyncStream.makeStream(of: (any Error).self, bufferingPolicy: .bufferingNewest(1))
    let key = listeners.withLock { listeners in
      let key = (listeners.keys.max() ?? 0) + 1
      listeners[key] = continuation
      return key
    }
    continuation.onTermination = { [weak self] _ in
      // The listener goes outside the lock: what it holds may want the lock itself.
      _ = self?.listeners.withLock { $0.removeValue(forKey: key) }
    }
    return stream
  }

  /// Tells those who wait that nothing goes on.
  func complain(_ error: any Error) {
    for listener in listeners.withLock({ Array($0.values) }) { listener.yield(error) }
  }
}
