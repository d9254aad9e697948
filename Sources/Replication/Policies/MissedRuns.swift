/// What becomes of runs whose time passed while no agent ran.
public enum MissedRuns: String, Codable, Sendable, CaseIterable {
  /// They are made up for by one run.
  case once
  /// They are left out; the next one comes in its time.
  case skip
}
