/// When something is to run, by the clock of a zone: the subset of RFC 5545's RRULE that policies know.
///
/// `FREQ=DAILY;INTERVAL=n` runs every n days, `FREQ=WEEKLY;BYDAY=MO,…` on days of the week; `BYHOUR` may name several
/// hours and `BYMINUTE` one minute, so that two runs of a day are at least an hour apart. `Recurrence` joins several.
public struct RecurrenceRule: Hashable, Sendable {
  /// On which days.
  public enum Days: Hashable, Sendable {
    /// Every n days, 1…365, counted from a schedule's first day.
    case every(Int)
    /// On these days of each week; never empty.
    case weekly(Set<Weekday>)
  }

  /// On which days it runs.
  public var days: Days
  /// The hours, ascending, each once; never empty.
  public var hours: [Int]
  /// The minute of each of them.
  public var minute: Int

  /// Makes a rule of values that are within their ranges.
  init(days: Days, hours: [Int], minute: Int) {
    self.days = days
    self.hours = hours
    self.minute = minute
  }

  /// The times of a day, ascending.
  public var times: [TimeOfDay] { hours.map { TimeOfDay(hour: $0, minute: minute) } }

  /// The rule as RFC 5545 writes it, every part spelled out.
  public var text: String {
    let clock = "BYHOUR=\(hours.map(String.init).joined(separator: ","));BYMINUTE=\(minute)"
    switch days {
    case .every(let interval): return "FREQ=DAILY;INTERVAL=\(interval);\(clock)"
    case .weekly(let days):
      return "FREQ=WEEKLY;BYDAY=\(days.sorted().map(\.rawValue).joined(separator: ","));\(clock)"
    }
  }

  /// The rule in words: `daily at 02:15`, `every 3 days at 02:00, 14:00`, `Mon, Thu at 23:30`.
  public var words: String { Self.words(days, times) }

  /// Days and times in words.
  static func words(_ days: Days, _ times: [TimeOfDay]) -> String {
    let clock = times.map(\.text).joined(separator: ", ")
    switch days {
    case .every(1): return "daily at \(clock)"
    case .every(let interval): return "every \(interval) days at \(clock)"
    case .weekly(let days):
      if days.count == Weekday.allCases.count { return "daily at \(clock)" }
      return "\(days.sorted().map(\.short).joined(separator: ", ")) at \(clock)"
    }
  }

  /// Whether it runs on a day, where every n days are counted from `start`.
  func runs(on day: CivilDay, from start: CivilDay) -> Bool {
    switch days {
    case .every(let interval): ((day.number - start.number) % interval + interval) % interval == 0
    case .weekly(let days): days.contains(day.weekday)
    }
  }
}
