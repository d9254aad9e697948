/// Who asked for a task.
public enum TaskTrigger: String, Codable, Sendable {
  case manual
  case policy
}
