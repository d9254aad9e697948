/// A day of the week, Monday first.
public enum Weekday: String, Codable, Sendable, CaseIterable, Comparable {
  case monday = "MO"
  case tuesday = "TU"
  case wednesday = "WE"
  case thursday = "TH"
  case friday = "FR"
  case saturday = "SA"
  case sunday = "SU"

  /// Three letters, as sentences name it.
  public var short: String {
    switch self {
    case .monday: "Mon"
    case .tuesday: "Tue"
    case .wednesday: "Wed"
    case .thursday: "Thu"
    case .friday: "Fri"
    case .saturday: "Sat"
    case .sunday: "Sun"
    }
  }

  private var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Monday comes first.
  public static func < (one: Weekday, other: Weekday) -> Bool { one.index < other.index }
}
