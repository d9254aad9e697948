public import struct Foundation.Date

/// One line of the lag board: how far a region is behind a resource, and when it will be too far.
public struct LagLine: Hashable, Sendable {
  /// How it stands against the objective.
  public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Further behind than allowed, or no verified copy at all.
    case late
    /// It will be before what is under way has arrived, or soon with nothing under way.
    case soon
    /// Within the objective.
    case met
  }

  /// What is known.
  public let fact: LagFact
  /// Seconds since the data of the newest verified copy was read; nil where there is none.
  public let lag: Double?
  /// When the objective is or was broken; nil where there is no copy.
  public let breach: Date?
  /// When the copy under way will have arrived at its present rate; nil while unknown.
  public let arrival: Date?
  /// How it stands.
  public let verdict: Verdict

  /// Judges a fact.
  ///
  /// - Parameter objective: Seconds a region may be behind.
  public init(_ fact: LagFact, objective: Double, now: Date) {
    self.fact = fact
    lag = fact.copied.map { max(0, now.timeIntervalSince($0)) }
    breach = fact.copied?.addingTimeInterval(objective)
    if let underway = fact.underway, underway.status == .running, let rate = underway.rate, rate > 0 {
      arrival = now.addingTimeInterval(Double(underway.bytesLeft) / rate)
    } else {
      arrival = nil
    }
    guard let breach, breach > now else {
      verdict = .late
      return
    }
    if let arrival {
      verdict = arrival <= breach ? .met : .soon
    } else {
      verdict = breach.timeIntervalSince(now) < objective / 4 ? .soon : .met
    }
  }

  /// The board: the worst first, those without any copy before all.
  public static func board(_ facts: [LagFact], objective: Double, now: Date) -> [LagLine] {
    facts.map { LagLine($0, objective: objective, now: now) }.sorted { first, second in
      let (left, right) = (first.lag ?? .infinity, second.lag ?? .infinity)
      if left != right { return left > right }
      return (first.fact.resource.name, first.fact.region ?? "") < (second.fact.resource.name, second.fact.region ?? "")
    }
  }

  /// What is to be expected, in one sentence.
  public func forecast(now: Date) -> String {
    func span(_ date: Date) -> String { SpanText.words(abs(date.timeIntervalSince(now))) }
    guard let breach else {
      if let arrival { return "No verified copy; the first arrives in \(span(arrival))." }
      return fact.underway.map { "No verified copy; one is \($0.words)." } ?? "No verified copy, and none under way."
    }
    if breach <= now {
      if let arrival { return "Too far behind for \(span(breach)); a copy arrives in \(span(arrival))." }
      let next = fact.underway.map { "a copy is \($0.words)" } ?? "nothing under way"
      return "Too far behind for \(span(breach)); \(next)."
    }
    guard let arrival else {
      guard let underway = fact.underway else { return "Too far behind in \(span(breach)) unless it is replicated." }
      let copy = underway.status == .running ? "copy under way" : "\(underway.words) copy"
      return "Too far behind in \(span(breach)) unless the \(copy) arrives."
    }
    return arrival <= breach
      ? "A copy arrives in \(span(arrival)), in time."
      : "A copy arrives in \(span(arrival)), \(SpanText.words(arrival.timeIntervalSince(breach))) too late."
  }
}
