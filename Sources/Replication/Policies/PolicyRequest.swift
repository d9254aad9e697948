/// What is asked of a new policy, or what a policy is to become; nil leaves a value as it is or takes the default.
public struct PolicyRequest: Codable, Hashable, Sendable {
  /// The name, following S38.
  public var name: String?
  /// What it does; never changed later.
  public var operation: PolicyOperation?
  /// The recurrence rule.
  public var schedule: String?
  /// The name of the time zone.
  public var timeZone: String?
  /// Where replicas go.
  public var destination: Destination?
  /// What is kept.
  public var retention: Retention?
  /// What becomes of missed runs.
  public var missed: MissedRuns?
  /// Whether its schedule counts.
  public var isEnabled: Bool?
  /// Whether open disks are read all the same.
  public var allowOpen: Bool?
  /// How many percent of the chunks restore drills rebuild; 0 means no drills.
  public var drill: Int?
  /// The region a live cloud is to keep it in; never changed later.
  public var region: String?

  /// Makes a request.
  public init(
    name: String? = nil, operation: PolicyOperation? = nil, schedule: String? = nil, timeZone: String? = nil,
    destination: Destination? = nil, retention: Retention? = nil, missed: MissedRuns? = nil, isEnabled: Bool? = nil,
    allowOpen: Bool? = nil, drill: Int? = nil, region: String? = nil
  ) {
    self.name = name
    self.operation = operation
    self.schedule = schedule
    self.timeZone = timeZone
    self.destination = destination
    self.retention = retention
    self.missed = missed
    self.isEnabled = isEnabled
    self.allowOpen = allowOpen
    self.drill = drill
    self.region = region
  }
}
