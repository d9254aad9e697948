/// The status of a task (S29, S70).
public enum TaskStatus: String, Codable, Sendable, CaseIterable {
  case waiting, running, paused, interrupted, success, failed, skipped, cancelled

  /// Whether the task can change no more.
  public var hasEnded: Bool {
    switch self {
    case .success, .failed, .skipped, .cancelled: true
    case .waiting, .running, .paused, .interrupted: false
    }
  }
}
