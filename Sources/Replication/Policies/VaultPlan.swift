/// What replicating a whole vault would do; nothing is changed (S62).
public struct VaultPlan: Codable, Hashable, Sendable {
  /// The backups that could go, with what would cross for each.
  public var plan: Plan
  /// Why the others would stay.
  public var skipped: [Refusal]
  /// How many would stay, each counted once.
  public var skippedCount: Int

  /// Makes a plan.
  public init(plan: Plan, skipped: [Refusal], skippedCount: Int) {
    self.plan = plan
    self.skipped = skipped
    self.skippedCount = skippedCount
  }
}
