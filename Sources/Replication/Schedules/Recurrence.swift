/// One rule or several together, at least an hour apart: what one rule cannot say, such as 01:15 and 14:40.
///
/// RFC 5545 lets a series have several rules; here they stand in one text, joined by ` + `.
public struct Recurrence: Hashable, Sendable {
  /// The rules in the order given; never empty, at most 24.
  public let rules: [RecurrenceRule]

  /// As many rules as a policy of CBR may have.
  public static let limit = 24

  /// Reads rules joined by `+` or by line breaks.
  public init(_ text: String) throws(ScheduleError) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "+" || $0.isNewline }.map(\.trimmed)
    var rules: [RecurrenceRule] = []
    // A sign before a number stands in no rule that could be read, so it is told of as what it is.
    if parts.count == 1 || parts.contains(where: { !$0.uppercased().contains("FREQ") }) {
      rules = [try RecurrenceRule(text)]
    } else {
      for part in parts {
        let rule = try RecurrenceRule(part)
        if !rules.contains(rule) { rules.append(rule) }
      }
    }
    guard rules.count <= Self.limit else { throw .tooMany(rules.count) }
    self.rules = rules
    guard Self.areApart(rules) else { throw .rulesTooClose }
  }

  /// The times on a day, ascending, each once; every n days are counted from `start`.
  func times(on day: CivilDay, from start: CivilDay) -> [TimeOfDay] {
    let found = rules.filter { $0.runs(on: day, from: start) }.flatMap(\.times)
    return rules.count == 1 ? found : Set(found).sorted()
  }

  /// The rules as RFC 5545 writes them, every part spelled out.
  public var text: String { rules.map(\.text).joined(separator: " + ") }

  /// The rules in words, those of the same days together: `daily at 01:15, 14:40`.
  public var words: String {
    var seen: [RecurrenceRule.Days] = []
    for rule in rules where !seen.contains(rule.days) { seen.append(rule.days) }
    return seen.map { days in
      let times = Set(rules.filter { $0.days == days }.flatMap(\.times)).sorted()
      return RecurrenceRule.words(days, times)
    }.joined(separator: "; ")
  }

  // MARK: - An hour apart

  /// Whether no two runs follow each other in less than an hour by the clock; the same time of two rules is one run.
  private static func areApart(_ rules: [RecurrenceRule]) -> Bool {
    for (index, one) in rules.enumerated() {
      for other in rules.dropFirst(index + 1) where !areApart(one, other) { return false }
    }
    return true
  }

  private static func areApart(_ one: RecurrenceRule, _ other: RecurrenceRule) -> Bool {
    for first in one.times {
      for second in other.times {
        let distance = (second.seconds - first.seconds) / 60
        if distance != 0, abs(distance) < 60, meet(one, other, 0) { return false }
        // Around midnight: late on one day, early on the next.
        if distance + 1_440 < 60, meet(one, other, 1) { return false }
        if 1_440 - distance < 60, meet(other, one, 1) { return false }
      }
    }
    return true
  }

  /// Whether one rule may run so many days after another; every n days meet any day some time.
  private static func meet(_ one: RecurrenceRule, _ other: RecurrenceRule, _ later: Int) -> Bool {
    guard case .weekly(let days) = one.days, case .weekly(let others) = other.days else { return true }
    let week = Weekday.allCases
    return days.contains { day in
      guard let index = week.firstIndex(of: day) else { return true }
      return others.contains(week[(index + later) % week.count])
    }
  }
}

extension Substring {
  /// Without the blanks around it.
  fileprivate var trimmed: String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
