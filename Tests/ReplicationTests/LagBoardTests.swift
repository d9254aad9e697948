import Foundation
import Replication
import Testing

/// The lag board: age of the newest verified copy against an objective, worst first, with a forecast.
@Suite struct LagBoardTests {
  private static let now = Date(timeIntervalSince1970: 1_800_000_000)
  private static let hour = 3600.0

  private static func fact(
    _ name: String, region: String? = "r", hours: Double?, underway: LagFact.Underway? = nil
  ) -> LagFact {
    LagFact(
      type: .server, resource: NamedReference(id: name, name: name), origin: "o", region: region,
      original: now.addingTimeInterval(-hour), copied: hours.map { now.addingTimeInterval(-$0 * hour) },
      underway: underway)
  }

  private static func copy(_ status: TaskStatus, hours: Double?) -> LagFact.Underway {
    // A byte a second: what is left are the seconds until it has arrived.
    LagFact.Underway(
      task: "t", status: status, moment: now.addingTimeInterval(-hour), bytesLeft: Int64((hours ?? 1) * hour),
      rate: hours == nil ? nil : 1)
  }

  struct Case: Sendable {
    var fact: LagFact
    var verdict: LagLine.Verdict
    var forecast: String
  }

  static let cases = [
    Case(fact: fact("a", hours: 2), verdict: .met, forecast: "Too far behind in 22 h unless it is replicated."),
    Case(fact: fact("a", hours: 18), verdict: .met, forecast: "Too far behind in 6 h unless it is replicated."),
    Case(
      fact: fact("a", hours: 18.5), verdict: .soon, forecast: "Too far behind in 5 h 30 min unless it is replicated."),
    Case(fact: fact("a", hours: 24), verdict: .late, forecast: "Too far behind for 0 s; nothing under way."),
    Case(fact: fact("a", hours: 30), verdict: .late, forecast: "Too far behind for 6 h; nothing under way."),
    Case(
      fact: fact("a", hours: 30, underway: copy(.waiting, hours: nil)), verdict: .late,
      forecast: "Too far behind for 6 h; a copy is waiting."),
    Case(
      fact: fact("a", hours: 30, underway: copy(.running, hours: 2)), verdict: .late,
      forecast: "Too far behind for 6 h; a copy arrives in 2 h."),
    Case(
      fact: fact("a", hours: 20, underway: copy(.running, hours: 3)), verdict: .met,
      forecast: "A copy arrives in 3 h, in time."),
    Case(
      fact: fact("a", hours: 20, underway: copy(.running, hours: 9)), verdict: .soon,
      forecast: "A copy arrives in 9 h, 5 h too late."),
    Case(
      fact: fact("a", hours: 20, underway: copy(.paused, hours: 1)), verdict: .soon,
      forecast: "Too far behind in 4 h unless the paused copy arrives."),
    Case(
      fact: fact("a", hours: 30, underway: copy(.paused, hours: 1)), verdict: .late,
      forecast: "Too far behind for 6 h; a copy is paused."),
    Case(
      fact: fact("a", hours: nil, underway: copy(.paused, hours: 1)), verdict: .late,
      forecast: "No verified copy; one is paused."),
    Case(
      fact: fact("a", region: nil, hours: nil), verdict: .late, forecast: "No verified copy, and none under way."),
    Case(
      fact: fact("a", hours: nil, underway: copy(.running, hours: 1)), verdict: .late,
      forecast: "No verified copy; the first arrives in 1 h."),
  ]

  @Test("A region is late, will be soon, or meets the objective; the forecast says when", arguments: cases)
  func judged(_ example: Case) {
    let row = LagLine(example.fact, objective: 24 * Self.hour, now: Self.now)
    #expect(row.verdict == example.verdict)
    #expect(row.forecast(now: Self.now) == example.forecast)
  }

  @Test("The worst stands first, what has no copy at all before it; equals by name")
  func order() {
    let facts = [
      Self.fact("young", hours: 1), Self.fact("none", region: nil, hours: nil), Self.fact("old", hours: 90),
      Self.fact("b", hours: 5), Self.fact("a", hours: 5),
    ]
    let board = LagLine.board(facts, objective: 24 * Self.hour, now: Self.now)
    #expect(board.map(\.fact.resource.name) == ["none", "old", "a", "b", "young"])
  }

  @Test(
    "Spans are understood as typed, and nothing else",
    arguments: [
      ("90m", 5400), ("24h", 86_400), ("7d", 604_800), ("1d12h", 129_600), ("45s", 45), ("", nil), ("24", nil),
      ("h", nil), ("0h", nil), ("-1h", nil), ("12h1d", nil), ("1h1h", nil), ("99999999999d", nil), ("1.5h", nil),
      ("1w", nil), ("٣h", nil),
    ] as [(String, Double?)])
  func spans(_ text: String, _ seconds: Double?) { #expect(SpanText.parse(text) == seconds) }
}
