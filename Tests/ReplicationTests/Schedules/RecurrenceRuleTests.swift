import Replication
import Testing

@Suite struct RecurrenceRuleTests {
  struct Good: Sendable {
    let text: String
    let canonical: String
    let words: String
  }

  static let good: [Good] = [
    Good(
      text: "FREQ=DAILY", canonical: "FREQ=DAILY;INTERVAL=1;BYHOUR=0;BYMINUTE=0", words: "daily at 00:00"),
    Good(
      text: "rrule:freq=daily;interval=3;byhour=14,2", canonical: "FREQ=DAILY;INTERVAL=3;BYHOUR=2,14;BYMINUTE=0",
      words: "every 3 days at 02:00, 14:00"),
    Good(
      text: "FREQ=WEEKLY;BYDAY=TH,MO;BYHOUR=23;BYMINUTE=30;",
      canonical: "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=23;BYMINUTE=30",
      words: "Mon, Thu at 23:30"),
    Good(
      text: "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR,SA,SU",
      canonical: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0;BYMINUTE=0", words: "daily at 00:00"),
  ]

  @Test("Rules of the subset are read, written and worded (S63)", arguments: good)
  func reads(row: Good) throws {
    let rule = try RecurrenceRule(row.text)
    #expect(rule.text == row.canonical)
    #expect(rule.words == row.words)
    #expect(try RecurrenceRule(rule.text) == rule)
  }

  static let bad: [(String, ScheduleError)] = [
    ("", .frequency("")), ("FREQ=HOURLY", .frequency("HOURLY")), ("FREQ", .notAPart("FREQ")),
    ("FREQ=DAILY;COUNT=3", .unknownPart("COUNT")), ("FREQ=DAILY;FREQ=DAILY", .twice("FREQ")),
    ("FREQ=DAILY;BYDAY=MO", .daysOfDaily), ("FREQ=WEEKLY", .daysMissing),
    ("FREQ=WEEKLY;BYDAY=MO;INTERVAL=2", .intervalOfWeekly), ("FREQ=DAILY;BYMINUTE=0,30", .tooClose),
    ("FREQ=DAILY;INTERVAL=0", .value(part: "INTERVAL", found: "0", wanted: "a number from 1 to 365")),
    ("FREQ=DAILY;INTERVAL=366", .value(part: "INTERVAL", found: "366", wanted: "a number from 1 to 365")),
    ("FREQ=DAILY;BYHOUR=24", .value(part: "BYHOUR", found: "24", wanted: "numbers from 0 to 23")),
    ("FREQ=DAILY;BYHOUR=+2", .value(part: "BYHOUR", found: "+2", wanted: "numbers from 0 to 23")),
    ("FREQ=DAILY;BYHOUR=2,", .value(part: "BYHOUR", found: "", wanted: "numbers from 0 to 23")),
    (
      "FREQ=DAILY;BYMINUTE=99999999999999999999",
      .value(part: "BYMINUTE", found: "99999999999999999999", wanted: "numbers from 0 to 59")
    ),
    ("FREQ=WEEKLY;BYDAY=1MO", .value(part: "BYDAY", found: "1MO", wanted: "MO, TU, WE, TH, FR, SA or SU")),
  ]

  @Test("Everything else is refused and says why; two runs a day are an hour apart (S63)", arguments: bad)
  func refuses(text: String, error: ScheduleError) {
    #expect(throws: error) { try RecurrenceRule(text) }
    #expect(error.refusal.code == .schedule && error.refusal.field == .schedule)
  }

  @Test("Zones are names of the IANA database (P22)", arguments: ["", "Mars/Olympus", "CEST", "+02:00", "GMT+2"])
  func zones(name: String) {
    #expect(throws: ScheduleError.zone(name)) { try NamedZone(name) }
    #expect(ScheduleError.zone(name).refusal.code == .timeZone)
  }

  @Test("Days are counted by the calendar")
  func days() {
    for text in ["1970-01-01", "2000-02-29", "2026-11-21", "1969-12-31", "0001-01-01", "9999-12-31"] {
      #expect(CivilDay(text)?.text == text)
    }
    #expect(CivilDay("1970-01-01")?.number == 0)
    #expect(CivilDay("2026-11-21")?.weekday == .saturday)
    for text in ["2026-02-29", "2026-13-01", "2026-1-1", "20261121", "2026-11-31", "", "-026-01-01"] {
      #expect(CivilDay(text) == nil)
    }
    let monday = CivilDay("2026-11-16")
    #expect(monday?.weekday == .monday && monday?.week == CivilDay("2026-11-22")?.week)
    #expect(CivilDay("2026-11-15")?.week == monday.map { $0.week - 1 })
  }
}
