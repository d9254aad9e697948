/// A time on the clock of some zone, to the minute.
public struct TimeOfDay: Comparable, Hashable, Sendable {
  /// 0…23.
  public var hour: Int
  /// 0…59.
  public var minute: Int

  /// Makes a time.
  public init(hour: Int, minute: Int) {
    self.hour = hour
    self.minute = minute
  }

  /// Seconds since midnight on a day without a change of clocks.
  public var seconds: Int { hour * 3_600 + minute * 60 }

  /// `02:15`.
  public var text: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }

  /// Earlier times come first.
  public static func < (one: TimeOfDay, other: TimeOfDay) -> Bool { one.seconds < other.seconds }
}
