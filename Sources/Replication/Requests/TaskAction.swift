/// What an operator can do to a task.
public enum TaskAction: String, Codable, Sendable, CaseIterable {
  case cancel, pause, resume, retry
}
