extension RecurrenceRule {
  /// Reads `FREQ=DAILY;BYHOUR=2;BYMINUTE=15` and its kin; letter case and a leading `RRULE:` do not matter.
  public init(_ text: String) throws(ScheduleError) {
    var parts: [String: String] = [:]
    var body = text.uppercased()
    if body.hasPrefix("RRULE:") { body.removeFirst("RRULE:".count) }
    for part in body.split(separator: ";", omittingEmptySubsequences: true) {
      let fields = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 2, !fields[0].isEmpty else { throw .notAPart(String(part)) }
      guard Self.known.contains(fields[0]) else { throw .unknownPart(fields[0]) }
      guard parts.updateValue(fields[1], forKey: fields[0]) == nil else { throw .twice(fields[0]) }
    }
    self.init(
      days: try Self.days(parts), hours: try Self.numbers(parts, "BYHOUR", 0...23),
      minute: try Self.minute(parts))
  }

  private static let known = ["FREQ", "INTERVAL", "BYDAY", "BYHOUR", "BYMINUTE"]

  private static func days(_ parts: [String: String]) throws(ScheduleError) -> Days {
    switch parts["FREQ"] {
    case "DAILY":
      if parts["BYDAY"] != nil { throw .daysOfDaily }
      return .every(try number(parts, "INTERVAL", 1...365) ?? 1)
    case "WEEKLY":
      guard try number(parts, "INTERVAL", 1...365) ?? 1 == 1 else { throw .intervalOfWeekly }
      return .weekly(try weekdays(parts))
    case let other: throw .frequency(other ?? "")
    }
  }

  private static func weekdays(_ parts: [String: String]) throws(ScheduleError) -> Set<Weekday> {
    guard let text = parts["BYDAY"] else { throw .daysMissing }
    var days: Set<Weekday> = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let day = Weekday(rawValue: String(word)) else {
        throw .value(part: "BYDAY", found: String(word), wanted: "MO, TU, WE, TH, FR, SA or SU")
      }
      days.insert(day)
    }
    return days
  }

  /// More than one minute would put two runs of an hour less than an hour apart.
  private static func minute(_ parts: [String: String]) throws(ScheduleError) -> Int {
    let minutes = try numbers(parts, "BYMINUTE", 0...59)
    guard minutes.count == 1 else { throw .tooClose }
    return minutes[0]
  }

  private static func number(
    _ parts: [String: String], _ part: String, _ range: ClosedRange<Int>
  ) throws(ScheduleError) -> Int? {
    guard let text = parts[part] else { return nil }
    guard let number = whole(text), range.contains(number) else {
      throw .value(part: part, found: text, wanted: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A list of numbers, ascending, each once; 0 where the part is missing.
  private static func numbers(
    _ parts: [String: String], _ part: String, _ range: ClosedRange<Int>
  ) throws(ScheduleError) -> [Int] {
    guard let text = parts[part] else { return [0] }
    var found: Set<Int> = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = whole(String(word)), range.contains(number) else {
        let wanted = "numbers from \(range.lowerBound) to \(range.upperBound)"
        throw .value(part: part, found: String(word), wanted: wanted)
      }
      found.insert(number)
    }
    return found.sorted()
  }

  /// Digits alone: `Int` would also take a sign.
  private static func whole(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }
}
