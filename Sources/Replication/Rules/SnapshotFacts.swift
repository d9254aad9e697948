/// Everything the rules of one snapshot copy look at (S30–S37).
public struct SnapshotFacts: Sendable {
  /// The source snapshot.
  public var snapshot: Snapshot
  /// All regions of the context, with quota and use (S35).
  public var regions: [Region]
  /// The percent of a copy to the target region that has not ended; nil when none runs (S37).
  public var runningCopyPercent: Int?

  /// Makes facts.
  public init(snapshot: Snapshot, regions: [Region], runningCopyPercent: Int? = nil) {
    self.snapshot = snapshot
    self.regions = regions
    self.runningCopyPercent = runningCopyPercent
  }
}
