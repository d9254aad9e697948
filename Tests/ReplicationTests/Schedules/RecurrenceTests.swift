import Foundation
import Replication
import Testing

/// Several rules in one schedule: times that one rule cannot say, at least an hour apart (issue 5, point 2).
@Suite struct RecurrenceTests {
  struct Good: Sendable {
    let text: String
    let canonical: String
    let words: String
  }

  static let good: [Good] = [
    Good(
      text: "FREQ=DAILY;BYHOUR=1;BYMINUTE=15 + FREQ=DAILY;BYHOUR=14;BYMINUTE=40",
      canonical: "FREQ=DAILY;INTERVAL=1;BYHOUR=1;BYMINUTE=15 + FREQ=DAILY;INTERVAL=1;BYHOUR=14;BYMINUTE=40",
      words: "daily at 01:15, 14:40"),
    Good(
      text: "rrule:freq=weekly;byday=mo,tu\nRRULE:FREQ=WEEKLY;BYDAY=SA;BYHOUR=12;BYMINUTE=5",
      canonical: "FREQ=WEEKLY;BYDAY=MO,TU;BYHOUR=0;BYMINUTE=0 + FREQ=WEEKLY;BYDAY=SA;BYHOUR=12;BYMINUTE=5",
      words: "Mon, Tue at 00:00; Sat at 12:05"),
    Good(
      text: "FREQ=DAILY + FREQ=DAILY;INTERVAL=1", canonical: "FREQ=DAILY;INTERVAL=1;BYHOUR=0;BYMINUTE=0",
      words: "daily at 00:00"),
    Good(
      text: "FREQ=DAILY;BYHOUR=23;BYMINUTE=30+FREQ=DAILY;BYHOUR=0;BYMINUTE=30",
      canonical: "FREQ=DAILY;INTERVAL=1;BYHOUR=23;BYMINUTE=30 + FREQ=DAILY;INTERVAL=1;BYHOUR=0;BYMINUTE=30",
      words: "daily at 00:30, 23:30"),
  ]

  @Test("Several rules are read, written and worded (S63)", arguments: good)
  func reads(row: Good) throws {
    let rules = try Recurrence(row.text)
    #expect(rules.text == row.canonical)
    #expect(rules.words == row.words)
    #expect(try Recurrence(rules.text) == rules)
  }

  static let bad: [(String, ScheduleError)] = [
    ("FREQ=DAILY;BYHOUR=1;BYMINUTE=15 + FREQ=DAILY;BYHOUR=2;BYMINUTE=14", .rulesTooClose),
    ("FREQ=DAILY;BYHOUR=23;BYMINUTE=30 + FREQ=DAILY;BYHOUR=0;BYMINUTE=29", .rulesTooClose),
    ("FREQ=WEEKLY;BYDAY=SU;BYHOUR=23;BYMINUTE=30 + FREQ=WEEKLY;BYDAY=MO;BYMINUTE=20", .rulesTooClose),
    ("FREQ=DAILY;INTERVAL=3;BYHOUR=5 + FREQ=WEEKLY;BYDAY=MO;BYHOUR=5;BYMINUTE=30", .rulesTooClose),
    ("FREQ=DAILY + FREQ=HOURLY", .frequency("HOURLY")), ("FREQ=DAILY +", .frequency("DAILY +")),
    ("FREQ=DAILY;BYHOUR=+2", .value(part: "BYHOUR", found: "+2", wanted: "numbers from 0 to 23")),
  ]

  @Test("Two runs are an hour apart, across midnight too; what cannot be read says why (S63)", arguments: bad)
  func refuses(text: String, error: ScheduleError) {
    #expect(throws: error) { try Recurrence(text) }
  }

  @Test("Rules of days that never meet may be close")
  func apart() throws {
    _ = try Recurrence("FREQ=WEEKLY;BYDAY=MO;BYHOUR=5 + FREQ=WEEKLY;BYDAY=WE;BYHOUR=5;BYMINUTE=30")
    _ = try Recurrence("FREQ=WEEKLY;BYDAY=MO;BYHOUR=23;BYMINUTE=30 + FREQ=WEEKLY;BYDAY=WE;BYMINUTE=10")
    let rules = (0..<25).map { "FREQ=WEEKLY;BYDAY=\($0 < 12 ? "MO" : "WE");BYHOUR=\($0 % 12 * 2)" }
    let many = (rules + ["FREQ=DAILY;INTERVAL=2"]).joined(separator: "+")
    #expect(throws: ScheduleError.tooMany(25)) { try Recurrence(many) }
  }

  @Test("Times of several rules run in their order, across both changes of clocks (S63, P22)")
  func runs() throws {
    let after = try ScheduleTests.utc("2026-03-28T12:00")
    let text = "FREQ=DAILY;BYHOUR=14;BYMINUTE=40 + FREQ=DAILY;BYHOUR=2;BYMINUTE=15 + FREQ=WEEKLY;BYDAY=SU;BYHOUR=20"
    let berlin = try Schedule(text, zone: "Europe/Berlin", startingAt: after)
    // 02:15 is left out on the 29th, a Sunday, and becomes 03:15.
    #expect(
      ScheduleTests.stamps(berlin.next(6, after: after)) == [
        "2026-03-28T13:40", "2026-03-29T01:15", "2026-03-29T12:40", "2026-03-29T18:00", "2026-03-30T00:15",
        "2026-03-30T12:40",
      ])
    let autumn = try ScheduleTests.utc("2026-10-24T12:00")
    #expect(
      ScheduleTests.stamps(berlin.next(5, after: autumn)) == [
        "2026-10-24T12:40", "2026-10-25T00:15", "2026-10-25T13:40", "2026-10-25T19:00", "2026-10-26T01:15",
      ])
  }
}
