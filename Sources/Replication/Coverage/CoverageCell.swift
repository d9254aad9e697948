public import struct Foundation.Date

/// How one source stands in one region: a cell of the coverage matrix.
public struct CoverageCell: Codable, Hashable, Sendable {
  /// What is to be seen there.
  public enum State: Codable, Hashable, Sendable {
    /// The original lies here.
    case source
    /// A verified copy.
    case verified
    /// Of this resource only an older backup has a verified copy here, of this moment.
    case older(Date)
    /// A task is making a copy; its percent, and how the task stands.
    case copying(percent: Int, TaskStatus)
    /// A copy exists with which something is going on, such as its deletion.
    case busy(String)
    /// The last try failed or was interrupted, or what is here is broken; the cause in words.
    case failed(String)
    /// Nothing is here, and a copy could be made.
    case absent
    /// The source is still being made: nothing can be said yet.
    case notYet([Refusal])
    /// Nothing is here, and no copy can be made; every reason.
    case notEligible([Refusal])
  }

  /// The region.
  public var region: String
  /// How it stands.
  public var state: State
  /// The copy that lies there, if one does.
  public var copy: String?
  /// The latest task that made or should have made one.
  public var task: CloudTask?
  /// The last restore drill of what lies there; nil if there was none.
  public var drill: DrillMark?

  /// Makes a cell.
  public init(
    region: String, state: State, copy: String? = nil, task: CloudTask? = nil, drill: DrillMark? = nil
  ) {
    self.region = region
    self.state = state
    self.copy = copy
    self.task = task
    self.drill = drill
  }
}
