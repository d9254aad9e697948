public import Foundation

/// A time zone of the IANA database, by its name.
public struct NamedZone: Hashable, Sendable {
  /// The name, such as `Europe/Berlin`.
  public let name: String
  private let zone: TimeZone

  /// A zone by its name; abbreviations and bare offsets, which know no daylight-saving time, are refused.
  public init(_ name: String) throws(ScheduleError) {
    let isName = name == "UTC" || name.contains("/")
    guard isName, let zone = TimeZone(identifier: name) else { throw .zone(name) }
    self.name = name
    self.zone = zone
  }

  /// The zone that somebody means who writes its name in another case, or its city alone; nil for anything else.
  static func meant(by text: String) -> String? {
    let wanted = text.lowercased().replacing(" ", with: "_")
    guard !wanted.isEmpty else { return nil }
    let names = ["UTC"] + TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }
    return names.first { $0.lowercased() == wanted } ?? names.first { $0.lowercased().hasSuffix("/" + wanted) }
  }

  /// Seconds by which its clocks are ahead of UTC at a moment.
  public func offset(at date: Date) -> Int { zone.secondsFromGMT(for: date) }

  /// The day its calendars show at a moment.
  public func day(of date: Date) -> CivilDay {
    let seconds = Self.seconds(date) + offset(at: date)
    return CivilDay(number: Self.floored(seconds, 86_400))
  }

  /// The moment at which its clocks show a time on a day.
  ///
  /// A time that occurs twice means the first; one that is left out means the offset before the change, so that 02:30
  /// becomes 03:30 (RFC 5545, 3.3.5).
  public func moment(_ day: CivilDay, _ time: TimeOfDay) -> Date {
    let wall = day.number * 86_400 + time.seconds
    // Changes lie weeks apart, so a day before and after there is one offset each.
    let before = zone.secondsFromGMT(for: Self.date(wall - 86_400))
    let after = zone.secondsFromGMT(for: Self.date(wall + 86_400))
    let candidates = [before, after].map { wall - $0 }.filter { offset(at: Self.date($0)) == wall - $0 }
    return Self.date(candidates.min() ?? wall - before)
  }

  /// What its clocks show: `2026-03-29 03:30 +02:00`.
  public func text(_ date: Date) -> String {
    let offset = offset(at: date)
    let local = Self.seconds(date) + offset
    let day = CivilDay(number: Self.floored(local, 86_400))
    let rest = local - day.number * 86_400
    let time = TimeOfDay(hour: rest / 3_600, minute: rest / 60 % 60)
    let ahead = TimeOfDay(hour: abs(offset) / 3_600, minute: abs(offset) / 60 % 60)
    return "\(day.text) \(time.text) \(offset < 0 ? "-" : "+")\(ahead.text)"
  }

  /// Whole seconds since 1970; dates that no calendar reaches are clamped, not trapped.
  private static func seconds(_ date: Date) -> Int {
    let interval = date.timeIntervalSince1970
    return interval.isFinite ? Int(max(-6e10, min(2.5e11, interval)).rounded(.down)) : 0
  }

  private static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(seconds)) }

  private static func floored(_ number: Int, _ divisor: Int) -> Int {
    (number - ((number % divisor) + divisor) % divisor) / divisor
  }
}
