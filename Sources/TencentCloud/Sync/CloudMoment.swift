internal import Foundation

/// The cloud's times, such as `2018-10-18 23:55:46`: without a zone, and read as China's.
enum CloudMoment {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 8 * 3_600) ?? calendar.timeZone
    return calendar
  }()

  /// Reads a time; nil for anything else.
  static func parse(_ text: String) -> Date? {
    let parts = text.split(omittingEmptySubsequences: false) { "-: T".contains($0) }
    let numbers = parts.compactMap { part in part.count <= 4 ? Int(part) : nil }
    guard parts.count == 6, numbers.count == 6, (1970...9_999).contains(numbers[0]), (1...12).contains(numbers[1]),
      (1...31).contains(numbers[2]), (0...23).contains(numbers[3]), (0...59).contains(numbers[4]),
      (0...60).contains(numbers[5])
    else { return nil }
    return calendar.date(
      from: DateComponents(
        year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
        second: numbers[5]))
  }
}
