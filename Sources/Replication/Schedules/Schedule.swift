public import struct Foundation.Date

/// One or several recurrence rules by the clocks of a named zone.
public struct Schedule: Hashable, Sendable {
  /// When, by the clock.
  public var rule: Recurrence
  /// Whose clock.
  public var zone: NamedZone
  /// The day from which every n days are counted.
  public var start: CivilDay

  /// Makes a schedule.
  public init(rule: Recurrence, zone: NamedZone, start: CivilDay) {
    self.rule = rule
    self.zone = zone
    self.start = start
  }

  /// Reads a schedule; every n days are counted from the day it is there on `date`.
  public init(_ rule: String, zone: String, startingAt date: Date) throws(ScheduleError) {
    let zone = try NamedZone(zone)
    self.init(rule: try Recurrence(rule), zone: zone, start: zone.day(of: date))
  }

  /// The runs after a moment and up to another, that one included, ascending; at most `limit`.
  public func runs(after: Date, through end: Date, limit: Int = .max) -> [Date] {
    guard after < end, limit > 0 else { return [] }
    var found: [Date] = []
    // A time that is left out may fall on the next day, so looking begins a day early; changes of a whole day too.
    var day = CivilDay(number: zone.day(of: after).number - 2)
    let last = CivilDay(number: zone.day(of: end).number + 1)
    while day <= last {
      for time in rule.times(on: day, from: start) {
        let moment = zone.moment(day, time)
        guard moment > after, moment <= end, found.last.map({ $0 < moment }) ?? true else { continue }
        found.append(moment)
        if found.count == limit { return found }
      }
      day.number += 1
    }
    return found
  }

  /// The next runs after a moment.
  public func next(_ count: Int, after: Date) -> [Date] {
    // The rarest rule runs once in 365 days.
    let reach = Double(count + 2) * 366 * 86_400
    return runs(after: after, through: after.addingTimeInterval(reach), limit: count)
  }

  /// The newest run up to a moment, that one included, that lies after another.
  public func latest(after: Date, through end: Date) -> Date? {
    // Only the last year can hold it, however long nobody looked.
    let floor = max(after, end.addingTimeInterval(-370 * 86_400))
    return runs(after: floor, through: end).last
  }

  /// The schedule in words: `daily at 02:15 Europe/Berlin`.
  public var words: String { "\(rule.words) \(zone.name)" }
}
