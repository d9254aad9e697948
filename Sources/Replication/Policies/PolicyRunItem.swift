/// What a run did with one backup or resource.
public struct PolicyRunItem: Codable, Hashable, Sendable {
  /// What was decided when the run came to it.
  public enum Outcome: String, Codable, Sendable, CaseIterable {
    /// A task was admitted; how that stands is the task's matter.
    case admitted
    /// It was left out, by a rule.
    case skipped
    /// It should have gone but could not be admitted.
    case failed
    /// Retention deleted it.
    case deleted
    /// A restore drill of it was admitted; what that found is the task's matter, and the certificate's.
    case drilled
  }

  /// The backup or resource.
  public var source: NamedReference
  /// The region of the vault it lies in or goes to.
  public var region: String
  /// The id of the vault it lies in or is backed up into.
  public var vault: String
  /// What was decided.
  public var outcome: Outcome
  /// The rule that left it out, by its code; nil otherwise.
  public var code: String?
  /// Why, in words; for a retry which one it is, and the earlier cause (S22).
  public var message: String?
  /// The id of the task; nil without one.
  public var task: String?
  /// How that task stands, looked up when the item is read; nil without one.
  public var status: TaskStatus?
  /// What went wrong with that task, in words.
  public var error: String?

  /// Makes an item.
  public init(
    source: NamedReference, region: String, vault: String, outcome: Outcome, code: String? = nil,
    message: String? = nil, task: String? = nil, status: TaskStatus? = nil, error: String? = nil
  ) {
    self.source = source
    self.region = region
    self.vault = vault
    self.outcome = outcome
    self.code = code
    self.message = message
    self.task = task
    self.status = status
    self.error = error
  }

  /// What became of it, in words: `done`, `failed: the disk is gone`, `drill passed`, `skipped: …`.
  public var words: String {
    let word: String
    switch (outcome, status) {
    case (.admitted, .success): word = "done"
    case (.drilled, .success): word = "drill passed"
    case (.admitted, let status?): word = status.hasEnded ? status.rawValue : "under way"
    case (.drilled, let status?): word = status.hasEnded ? "drill \(status.rawValue)" : "drill under way"
    default: word = outcome.rawValue
    }
    let reasons = [message, status == .success ? nil : error].compactMap(\.self)
    return reasons.isEmpty ? word : "\(word): \(reasons.joined(separator: " "))"
  }
}
