internal import Synchronization

/// Requests that were written down instead of sent (dry run).
public final class RequestLog: Sendable {
  private let kept = Mutex<[RequestTranscript]>([])

  /// Makes an empty log.
  public init() {}

  /// What has been written down, in order.
  public var transcripts: [RequestTranscript] { kept.withLock { $0 } }

  func add(_ transcript: RequestTranscript) { kept.withLock { $0.append(transcript) } }
}
