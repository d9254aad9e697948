/// What the header counts and the replication pane shows by itself.
public struct Activity: Codable, Hashable, Sendable {
  /// Tasks that run.
  public var running: Int
  /// Tasks that wait.
  public var queued: Int
  /// Tasks that failed or were interrupted and not yet taken up again or superseded.
  public var failed: Int
  /// Tasks in flight, newest first, then the most recent ended ones; at most the number asked for.
  public var recent: [CloudTask]

  /// Makes an activity.
  public init(running: Int = 0, queued: Int = 0, failed: Int = 0, recent: [CloudTask] = []) {
    self.running = running
    self.queued = queued
    self.failed = failed
    self.recent = recent
  }
}
