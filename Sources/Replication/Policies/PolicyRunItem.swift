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

  /// Makes an item.
  public init(
    source: NamedReference, region: String, vault: String, outcome: Outcome, code: String? = nil,
    message: String? = nil, task: String? = nil
  ) {
    self.source = source
    self.region = region
    self.vault = vault
    self.outcome = outcome
    self.code = code
    self.message = message
    self.task = task
  }
}
