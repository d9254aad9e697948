import Synchronization

/// What an operator should know about the opening of a context and what went wrong since, oldest first.
final class NoticeBoard: Sendable {
  private let lines = Mutex<[(text: String, posted: ContinuousClock.Instant)]>([])
  private static let limit = 100
  /// Trouble that comes again after so long is news again.
  private static let memory = Duration.seconds(3_600)
  private let readers = Mutex<[Int: AsyncStream<String>.Continuation]>([:])
  private let listeners = Mutex<[Int: AsyncStream<any Error>.Continuation]>([:])

  /// All notices.
  var all: [String] { lines.withLock { $0.map(\.text) } }

  /// Adds a notice unless it was posted within the last hour; of very many the oldest go.
  func post(_ line: String, at moment: ContinuousClock.Instant = .now) {
    let isNew = lines.withLock { lines in
      if let place = lines.firstIndex(where: { $0.text == line }) {
        guard moment - lines[place].posted >= Self.memory else { return false }
        lines.remove(at: place)
      }
      lines.append((line, moment))
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
