/// What became of the backups a run looked at; derived when it is read.
public struct PolicyRunCounts: Codable, Hashable, Sendable {
  /// Tasks that succeeded, restore drills apart.
  public var done: Int
  /// Tasks that failed or were cancelled, and what could not be admitted.
  public var failed: Int
  /// Tasks that have not ended.
  public var open: Int
  /// What was left out.
  public var skipped: Int
  /// What retention deleted.
  public var deleted: Int
  /// Restore drills that passed; those that did not are among the failed.
  public var drilled: Int

  /// Makes counts.
  public init(done: Int = 0, failed: Int = 0, open: Int = 0, skipped: Int = 0, deleted: Int = 0, drilled: Int = 0) {
    self.done = done
    self.failed = failed
    self.open = open
    self.skipped = skipped
    self.deleted = deleted
    self.drilled = drilled
  }
}
