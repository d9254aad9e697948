import Foundation
import Replication
import Testing

@Suite struct ScheduleTests {
  /// `2026-03-29T01:15Z` as a date.
  static func utc(_ text: String) throws -> Date {
    try Date(text + ":00Z", strategy: .iso8601)
  }

  static func stamps(_ dates: [Date]) -> [String] {
    dates.map { String($0.formatted(.iso8601).dropLast(4)) }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rule: String
    let zone: String
    let after: String
    let runs: [String]
  }

  // 2026: Berlin changes on 29 March and 25 October at 01:00Z, New York on 8 March and 1 November at 2:00 local,
  // Sydney on 5 April (back) and 4 October (forward) at 3:00 and 2:00 local.
  static let rows: [Row] = [
    Row(
      testDescription: "Berlin, forward: 02:30 is left out and becomes 03:30", rule: "FREQ=DAILY;BYHOUR=2;BYMINUTE=30",
      zone: "Europe/Berlin", after: "2026-03-28T00:00",
      runs: ["2026-03-28T01:30", "2026-03-29T01:30", "2026-03-30T00:30"]),
    Row(
      testDescription: "Berlin, back: 02:30 comes twice and runs the first time",
      rule: "FREQ=DAILY;BYHOUR=2;BYMINUTE=30", zone: "Europe/Berlin", after: "2026-10-24T00:00",
      runs: ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"]),
    Row(
      testDescription: "Berlin, forward: two hours that fall together run once",
      rule: "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=30", zone: "Europe/Berlin", after: "2026-03-28T12:00",
      runs: ["2026-03-29T01:30", "2026-03-30T00:30", "2026-03-30T01:30"]),
    Row(
      testDescription: "New York, forward", rule: "FREQ=WEEKLY;BYDAY=SU,MO;BYHOUR=2;BYMINUTE=15",
      zone: "America/New_York", after: "2026-03-02T12:00",
      runs: ["2026-03-08T07:15", "2026-03-09T06:15", "2026-03-15T06:15"]),
    Row(
      testDescription: "New York, back: 01:15 comes twice", rule: "FREQ=DAILY;BYHOUR=1;BYMINUTE=15",
      zone: "America/New_York", after: "2026-10-31T12:00", runs: ["2026-11-01T05:15", "2026-11-02T06:15"]),
    Row(
      testDescription: "Sydney, back", rule: "FREQ=DAILY;BYHOUR=2;BYMINUTE=0", zone: "Australia/Sydney",
      after: "2026-04-03T16:00", runs: ["2026-04-04T15:00", "2026-04-05T16:00"]),
    Row(
      testDescription: "Sydney, forward: 02:00 becomes 03:00", rule: "FREQ=DAILY;BYHOUR=2;BYMINUTE=0",
      zone: "Australia/Sydney", after: "2026-10-02T17:00",
      runs: ["2026-10-03T16:00", "2026-10-04T15:00"]),
    Row(
      testDescription: "Lord Howe goes forward by half an hour", rule: "FREQ=DAILY;BYHOUR=2;BYMINUTE=15",
      zone: "Australia/Lord_Howe", after: "2026-10-02T16:00", runs: ["2026-10-03T15:45", "2026-10-04T15:15"]),
    Row(
      testDescription: "A day that a zone left out moves to the next", rule: "FREQ=DAILY;BYHOUR=10;BYMINUTE=0",
      zone: "Pacific/Apia", after: "2011-12-29T00:00",
      runs: ["2011-12-29T20:00", "2011-12-30T20:00", "2011-12-31T20:00"]),
    Row(
      testDescription: "Every three days, several times a day", rule: "FREQ=DAILY;INTERVAL=3;BYHOUR=0,14",
      zone: "UTC", after: "2026-01-01T00:00",
      runs: ["2026-01-01T14:00", "2026-01-04T00:00", "2026-01-04T14:00", "2026-01-07T00:00"]),
    Row(
      testDescription: "A leap day", rule: "FREQ=DAILY;BYHOUR=12", zone: "Asia/Hong_Kong", after: "2028-02-28T04:00",
      runs: ["2028-02-29T04:00", "2028-03-01T04:00"]),
  ]

  @Test(
    "Next runs by the clock of the zone, both changes of clocks in three zones and more (S63, P22)",
    arguments: rows)
  func next(row: Row) throws {
    let after = try Self.utc(row.after)
    let schedule = try Schedule(row.rule, zone: row.zone, startingAt: after)
    #expect(Self.stamps(schedule.next(row.runs.count, after: after)) == row.runs)
  }

  static let zones = ["Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Hong_Kong"]

  @Test("A year of runs: one for each day of the zone, as its clock says, never two (P22)", arguments: zones)
  func year(zone: String) throws {
    let start = try Self.utc("2026-01-01T00:00")
    let schedule = try Schedule("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", zone: zone, startingAt: start)
    let runs = schedule.runs(after: start, through: start.addingTimeInterval(365 * 86_400))
    #expect(runs.count == 365)
    let days = runs.map { schedule.zone.day(of: $0).number }
    #expect(zip(days, days.dropFirst()).allSatisfy { $1 - $0 == 1 })
    let odd = runs.filter { !schedule.zone.text($0).contains(" 02:30 ") }
    #expect(odd.allSatisfy { schedule.zone.text($0).contains(" 03:30 ") })
    #expect(odd.count == (zone == "Asia/Hong_Kong" ? 0 : 1))
  }

  @Test("Looking from any moment gives the same runs (missed runs)")
  func windows() throws {
    let start = try Self.utc("2026-03-01T00:00")
    let end = try Self.utc("2026-04-10T00:00")
    let schedule = try Schedule(
      "FREQ=DAILY;INTERVAL=2;BYHOUR=1,2,3;BYMINUTE=30", zone: "Europe/Berlin", startingAt: start)
    let all = schedule.runs(after: start, through: end)
    var parts: [Date] = []
    var moment = start
    while moment < end {
      let next = min(end, moment.addingTimeInterval(7_777))
      parts += schedule.runs(after: moment, through: next)
      moment = next
    }
    #expect(parts == all)
    #expect(schedule.latest(after: start, through: end) == all.last)
    #expect(schedule.next(3, after: all[4]) == Array(all[5...7]))
    #expect(zip(all, all.dropFirst()).allSatisfy { $1.timeIntervalSince($0) >= 3_600 })
  }

  @Test("Moments in a zone carry their offset")
  func words() throws {
    let berlin = try NamedZone("Europe/Berlin")
    #expect(berlin.text(try Self.utc("2026-03-29T00:59")) == "2026-03-29 01:59 +01:00")
    #expect(berlin.text(try Self.utc("2026-03-29T01:00")) == "2026-03-29 03:00 +02:00")
    #expect(try NamedZone("America/St_Johns").text(try Self.utc("2026-01-01T00:00")) == "2025-12-31 20:30 -03:30")
  }
}
