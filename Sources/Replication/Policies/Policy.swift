public import struct Foundation.Date

/// A rule by which an agent replicates or backs up vaults on its own (S63).
public struct Policy: Codable, Hashable, Sendable, Identifiable {
  /// The identifier, a UUID.
  public var id: String
  /// The name, following S38; unique in its context.
  public var name: String
  /// What it does.
  public var operation: PolicyOperation
  /// Whether its schedule counts; it can be run by hand either way.
  public var isEnabled: Bool
  /// When it runs.
  public var schedule: Schedule
  /// From when on its schedule counts: since it was made, enabled or given another schedule.
  public var since: Date
  /// What becomes of runs that nobody was there for.
  public var missed: MissedRuns
  /// Where replicas go; nil for backup policies.
  public var destination: Destination?
  /// What is kept of what it made.
  public var retention: Retention
  /// For backup policies: whether disks that are mounted or open for writing are read all the same.
  public var allowOpen: Bool
  /// How many percent of the chunks are rebuilt, 1 to 100: by drill policies of what their vaults hold, by others of
  /// what each run made; nil means none.
  public var drill: Int?
  /// The vaults it is applied to.
  public var vaults: [PolicyVault]
  /// The region a live cloud keeps it in, whose vaults alone it is applied to; nil in embedded contexts.
  public var region: String?
  /// The project of that region.
  public var project: String?
  /// The cloud's own rules where no schedule of ours says the same; `schedule` means nothing then.
  public var foreignSchedule: String?

  /// Makes a policy.
  public init(
    id: String, name: String, operation: PolicyOperation, isEnabled: Bool = true, schedule: Schedule, since: Date,
    missed: MissedRuns = .once, destination: Destination? = nil, retention: Retention = .everything,
    allowOpen: Bool = false, drill: Int? = nil, vaults: [PolicyVault] = [], region: String? = nil,
    project: String? = nil, foreignSchedule: String? = nil
  ) {
    self.id = id
    self.name = name
    self.operation = operation
    self.isEnabled = isEnabled
    self.schedule = schedule
    self.since = since
    self.missed = missed
    self.destination = destination
    self.retention = retention
    self.allowOpen = allowOpen
    self.drill = drill
    self.vaults = vaults
    self.region = region
    self.project = project
    self.foreignSchedule = foreignSchedule
  }

  /// When it runs, in words and by whose clock.
  public var scheduleWords: String { foreignSchedule ?? schedule.words }

  /// What it drills, in words; nil where it does not.
  public var drillWords: String? {
    guard let drill else { return nil }
    let share = drill == 100 ? "all of" : "\(drill) % of"
    return operation == .drill
      ? "\(share) the newest copy of each resource" : "\(share) what each run made"
  }

  /// Its next runs after a moment; none while it is disabled or its rules are not understood.
  public func nextRuns(_ count: Int, after date: Date) -> [Date] {
    isEnabled && foreignSchedule == nil ? schedule.next(count, after: max(date, since)) : []
  }
}
