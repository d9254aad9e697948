/// What a running task is doing; every phase has a name, so that no bar hangs at 99 % (pain P24).
public enum TaskPhase: String, Codable, Sendable, CaseIterable {
  case queued, reading, writing, verifying, publishing, cleaning, done, stalled
}
