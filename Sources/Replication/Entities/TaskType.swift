/// What a task does.
public enum TaskType: String, Codable, Sendable, CaseIterable {
  case backup, snapshot, replication, copy, image, filesystem, provision, verify, drill, delete, collect
  case importing = "import"
}
