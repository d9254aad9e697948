/// What a policy does and keeps; keys left out stay as they are.
public struct CBRPolicyDefinition: Codable, Hashable, Sendable {
  /// Of replication: where to.
  public var destinationRegion: String?
  /// Of replication: the project there.
  public var destinationProjectId: String?
  /// Days to keep; -1 for ever.
  public var retentionDurationDays: Int?
  /// How many to keep; -1 for all.
  public var maxBackups: Int?
  /// One a day for so many days.
  public var dayBackups: Int?
  /// One a week.
  public var weekBackups: Int?
  /// One a month.
  public var monthBackups: Int?
  /// One a year.
  public var yearBackups: Int?
  /// The zone that days and weeks are counted in, `UTC+08:00`.
  public var timezone: String?
  /// Faster for a price; left out unless wanted.
  public var enableAcceleration: Bool?

  /// Makes a definition.
  public init(
    destinationRegion: String? = nil, destinationProjectId: String? = nil, retentionDurationDays: Int? = nil,
    maxBackups: Int? = nil, dayBackups: Int? = nil, weekBackups: Int? = nil, monthBackups: Int? = nil,
    yearBackups: Int? = nil, timezone: String? = nil, enableAcceleration: Bool? = nil
  ) {
    self.destinationRegion = destinationRegion
    self.destinationProjectId = destinationProjectId
    self.retentionDurationDays = retentionDurationDays
    self.maxBackups = maxBackups
    self.dayBackups = dayBackups
    self.weekBackups = weekBackups
    self.monthBackups = monthBackups
    self.yearBackups = yearBackups
    self.timezone = timezone
    self.enableAcceleration = enableAcceleration
  }
}
