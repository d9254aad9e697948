/// What a policy keeps of what it made: the union of all that is set; with nothing set, everything.
public struct Retention: Codable, Hashable, Sendable {
  /// The newest so many.
  public var last: Int?
  /// All that are younger than so many days.
  public var days: Int?
  /// The newest of each of the last so many days that have any.
  public var daily: Int?
  /// The newest of each of the last so many weeks that have any; weeks begin on Mondays.
  public var weekly: Int?
  /// The newest of each of the last so many months that have any.
  public var monthly: Int?
  /// The newest of each of the last so many years that have any.
  public var yearly: Int?

  /// Makes a retention.
  public init(
    last: Int? = nil, days: Int? = nil, daily: Int? = nil, weekly: Int? = nil, monthly: Int? = nil,
    yearly: Int? = nil
  ) {
    self.last = last
    self.days = days
    self.daily = daily
    self.weekly = weekly
    self.monthly = monthly
    self.yearly = yearly
  }

  /// Keeps everything.
  public static let everything = Retention()

  /// What each number may be.
  public static let counts = 1...99_999

  /// Whether everything is kept.
  public var keepsEverything: Bool { parts.isEmpty }

  /// In words: `last 7, 30 days, 12 monthly`; `everything`.
  public var words: String {
    let words = parts.map { count, unit in
      switch unit {
      case "last": "last \(count)"
      case "days": "\(count) \(count == 1 ? "day" : "days")"
      default: "\(count) \(unit)"
      }
    }
    return words.isEmpty ? "everything" : words.joined(separator: ", ")
  }

  /// What is wrong with it.
  public var refusals: [Refusal] {
    parts.filter { !Self.counts.contains($0.0) }.map { _, unit in
      Refusal(
        code: .policyField,
        message: "What to keep (\(unit)) is a number from \(Self.counts.lowerBound) to"
          + " \(Self.counts.upperBound), or left out.", field: .retention)
    }
  }

  private var parts: [(Int, String)] {
    [
      (last, "last"), (days, "days"), (daily, "daily"), (weekly, "weekly"), (monthly, "monthly"), (yearly, "yearly"),
    ].compactMap { count, unit in count.map { ($0, unit) } }
  }
}
