/// A request to rebuild a backup or replica in a scratch place and to compare it with the hashes taken when it was
/// backed up.
public struct DrillRequest: Codable, Hashable, Sendable {
  /// The id of the backup or replica.
  public var backup: String
  /// How many percent of the chunks of its disks are rebuilt, 1 to 100; trees are always rebuilt as a whole.
  public var percent: Int
  /// The absolute folder beneath which it is rebuilt; nil means the home.
  public var scratch: String?
  /// Manual or policy.
  public var trigger: TaskTrigger

  /// Makes a request.
  public init(backup: String, percent: Int = 100, scratch: String? = nil, trigger: TaskTrigger = .manual) {
    self.backup = backup
    self.percent = percent
    self.scratch = scratch
    self.trigger = trigger
  }
}
