extension ScheduleError: ExplainedError {
  /// The words for an operator.
  public var explanation: Explanation {
    switch self {
    case .notAPart(let text): rule("\(text.debugDescription) is not a part such as FREQ=DAILY")
    case .unknownPart(let part): rule("\(part) is not known here; known: FREQ, INTERVAL, BYDAY, BYHOUR, BYMINUTE")
    case .twice(let part): rule("\(part) stands there twice")
    case .frequency(let text): rule("FREQ must be DAILY or WEEKLY\(text.isEmpty ? "" : ", not \(text)")")
    case .daysOfDaily: rule("BYDAY belongs to FREQ=WEEKLY")
    case .daysMissing: rule("FREQ=WEEKLY needs its days, such as BYDAY=MO,TH")
    case .intervalOfWeekly: rule("every few weeks is not known; use FREQ=DAILY with INTERVAL=14")
    case .value(let part, let found, let wanted): rule("\(part) takes \(wanted), not \(found.debugDescription)")
    case .tooClose:
      rule("BYMINUTE takes one minute, for runs must be at least an hour apart; join rules of other minutes with +")
    case .rulesTooClose: rule("two runs are less than an hour apart")
    case .tooMany(let count): rule("it has \(count) rules, and \(Recurrence.limit) are the most")
    case .zone(let name):
      Explanation(
        code: RefusalCode.timeZone.rawValue,
        message: name.isEmpty ? "The time zone is missing." : "There is no time zone \(name.debugDescription).",
        next: NamedZone.meant(by: name).map { "Did you mean \($0)?" }
          ?? "Name one such as Europe/Berlin, Asia/Hong_Kong or UTC.", kind: .usage)
    }
  }

  /// The same as a refusal of the field concerned.
  public var refusal: Refusal {
    let words = explanation
    let isZone = if case .zone = self { true } else { false }
    return Refusal(
      code: isZone ? .timeZone : .schedule, message: words.message + " " + words.next,
      field: isZone ? .timeZone : .schedule)
  }

  private func rule(_ problem: String) -> Explanation {
    Explanation(
      code: RefusalCode.schedule.rawValue, message: "This is no schedule: \(problem).",
      next: "Example: FREQ=DAILY;BYHOUR=2,14;BYMINUTE=15 or FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=23, several joined by +.",
      kind: .usage)
  }
}
