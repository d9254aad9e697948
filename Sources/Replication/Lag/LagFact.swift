public import struct Foundation.Date

/// What is known of one resource's copies in one region.
public struct LagFact: Codable, Hashable, Sendable {
  /// A copy under way.
  public struct Underway: Codable, Hashable, Sendable {
    /// The task.
    public var task: String
    /// How it stands.
    public var status: TaskStatus
    /// The moment whose data it brings.
    public var moment: Date
    /// Logical bytes it still has to handle.
    public var bytesLeft: Int64
    /// Logical bytes a second; nil while unknown.
    public var rate: Double?

    /// Makes a copy under way.
    public init(task: String, status: TaskStatus, moment: Date, bytesLeft: Int64, rate: Double?) {
      self.task = task
      self.status = status
      self.moment = moment
      self.bytesLeft = bytesLeft
      self.rate = rate
    }

    /// How it stands, in the words of all screens.
    public var words: String { status == .running ? "under way" : status.label.lowercased() }
  }

  /// What the resource is: server, disk or file system.
  public var type: ResourceType
  /// The id and name of the resource.
  public var resource: NamedReference
  /// The region of its originals.
  public var origin: String
  /// The region of the copies; nil for a resource of which there are none anywhere.
  public var region: String?
  /// When its newest original was read.
  public var original: Date
  /// When the data of its newest verified copy there was read; nil where there is none.
  public var copied: Date?
  /// The newest copy under way to that region.
  public var underway: Underway?

  /// Makes a fact.
  public init(
    type: ResourceType, resource: NamedReference, origin: String, region: String?, original: Date, copied: Date?,
    underway: Underway? = nil
  ) {
    self.type = type
    self.resource = resource
    self.origin = origin
    self.region = region
    self.original = original
    self.copied = copied
    self.underway = underway
  }
}
