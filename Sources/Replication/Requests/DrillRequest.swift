/// A request to rebuild a backup, replica or snapshot in a scratch place and to compare it with the hashes taken when it
/// was made.
public struct DrillRequest: Codable, Hashable, Sendable {
  /// The id of the backup, replica or snapshot.
  public var source: String
  /// How many percent of the chunks of its disks are rebuilt, 1 to 100; trees are always rebuilt as a whole.
  public var percent: Int
  /// The absolute folder beneath which it is rebuilt; nil means the home.
  public var scratch: String?
  /// Manual or policy.
  public var trigger: TaskTrigger

  /// Makes a request.
  public init(source: String, percent: Int = 100, scratch: String? = nil, trigger: TaskTrigger = .manual) {
    self.source = source
    self.percent = percent
    self.scratch = scratch
    self.trigger = trigger
  }
}
