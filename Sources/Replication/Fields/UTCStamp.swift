package import struct Foundation.Date

/// A moment in UTC to the second, for messages and names; no locale and no time zone can change it.
package struct UTCStamp {
  private let year: Int
  private let month: Int
  private let day: Int
  private let seconds: Int

  /// Splits a date by the proleptic Gregorian calendar; dates beyond some million years are clamped, not trapped.
  package init(_ date: Date) {
    let limit = 8.0e13
    let interval = date.timeIntervalSince1970
    let total = interval.isFinite ? Int(max(-limit, min(limit, interval)).rounded(.down)) : 0
    let days = total >= 0 ? total / 86_400 : -((86_399 - total) / 86_400)
    seconds = total - days * 86_400
    // Days are counted from 1 March of year 0, so that the leap day ends a year and months have a closed form.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `2026-04-13 02:15 UTC`.
  package var readable: String {
    "\(year)-\(two(month))-\(two(day)) \(two(seconds / 3_600)):\(two(seconds / 60 % 60)) UTC"
  }

  /// `2026-04-13`.
  package var dashedDay: String { "\(year)-\(two(month))-\(two(day))" }

  /// `20260413T021503Z`, the basic form of ISO 8601.
  package var basic: String {
    "\(year)\(two(month))\(two(day))T\(two(seconds / 3_600))\(two(seconds / 60 % 60))\(two(seconds % 60))Z"
  }

  /// `20260413-021503`.
  var compact: String {
    "\(year)\(two(month))\(two(day))-\(two(seconds / 3_600))\(two(seconds / 60 % 60))\(two(seconds % 60))"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
