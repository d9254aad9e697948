import Foundation

/// Times as tables print them.
enum Moment {
  /// `2026-04-13 02:15:03Z`; a dash for none.
  static func text(_ date: Date?) -> String {
    guard let date else { return "-" }
    return date.formatted(
      Date.ISO8601FormatStyle(dateSeparator: .dash, dateTimeSeparator: .space, timeSeparator: .colon))
  }

  /// The time of day, `09:07:31Z`.
  static func clock(_ date: Date = Date()) -> String { String(text(date).suffix(9)) }
}
