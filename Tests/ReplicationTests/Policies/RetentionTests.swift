import Foundation
import Replication
import Testing

@Suite struct RetentionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let retention: Retention
    /// Hours before noon on 21 November 2026 (a Saturday), of one resource.
    let ages: [Int]
    let kept: [Int]
    var zone = "UTC"
  }

  static let daily = Array(stride(from: 0, to: 24 * 40, by: 24))

  static let rows: [Row] = [
    Row(testDescription: "nothing set keeps everything", retention: .everything, ages: daily, kept: daily),
    Row(testDescription: "the newest three", retention: Retention(last: 3), ages: [5, 1, 9, 7], kept: [1, 5, 7]),
    Row(
      testDescription: "younger than two days, not on the second", retention: Retention(days: 2),
      ages: [0, 24, 47, 48, 72], kept: [0, 24, 47]),
    Row(
      testDescription: "the newest of each of two days that have any", retention: Retention(daily: 2),
      ages: [1, 2, 3, 100, 101, 200], kept: [1, 100]),
    Row(
      testDescription: "weeks begin on Mondays", retention: Retention(weekly: 2),
      ages: [0, 24 * 5, 24 * 6, 24 * 7], kept: [0, 24 * 6]),
    Row(
      testDescription: "months", retention: Retention(monthly: 2), ages: [0, 24 * 20, 24 * 21, 24 * 22, 24 * 60],
      kept: [0, 24 * 21]),
    Row(
      testDescription: "years", retention: Retention(yearly: 2), ages: [0, 24 * 300, 24 * 330, 24 * 700],
      kept: [0, 24 * 330]),
    Row(
      testDescription: "the union of all", retention: Retention(last: 1, days: 3, weekly: 3),
      ages: Array(daily.prefix(25)), kept: [0, 24, 48, 24 * 6, 24 * 13]),
    Row(
      testDescription: "days are those of the zone: in Apia the day begins an hour before noon in UTC",
      retention: Retention(daily: 9), ages: [0, 1, 2, 23], kept: [0, 2], zone: "Pacific/Apia"),
    Row(
      testDescription: "the last verified one stays whatever is set", retention: Retention(days: 1),
      ages: [100, 200, 300], kept: [100]),
  ]

  static let noon = Date(timeIntervalSince1970: 1_795_262_400)  // 2026-11-21 12:00 UTC

  static func item(_ age: Int, verified: Bool = true, hold: String? = nil, resource: String = "web") -> RetentionItem {
    RetentionItem(
      id: "\(resource)-\(age)", resource: resource, moment: noon.addingTimeInterval(-Double(age) * 3_600),
      isVerified: verified, hold: hold)
  }

  @Test("Count, days, and the newest of days, weeks, months, years, united", arguments: rows)
  func keeps(row: Row) throws {
    let verdicts = row.retention.judge(row.ages.map { Self.item($0) }, at: Self.noon, zone: try NamedZone(row.zone))
    #expect(verdicts.filter(\.isKept).map(\.item.id).sorted() == row.kept.map { "web-\($0)" }.sorted())
  }

  @Test("What is copied, locked or being made is never touched and takes nobody's place (S28, P10)")
  func holds() throws {
    let items = [
      Self.item(0, verified: false, hold: "it is Creating"), Self.item(1), Self.item(2),
      Self.item(3, hold: "it is being copied"),
      Self.item(4),
    ]
    let verdicts = Retention(last: 1).judge(items, at: Self.noon, zone: try NamedZone("UTC"))
    #expect(verdicts.map(\.isKept) == [true, true, false, true, false])
    #expect(verdicts[3].reasons == ["it is being copied"])
  }

  @Test("Of every resource the newest verified one stays, though newer ones are unproven")
  func proof() throws {
    let items = [
      Self.item(1, verified: false), Self.item(2, verified: false), Self.item(3), Self.item(4),
      Self.item(50, resource: "db"),
    ]
    let verdicts = Retention(last: 1).judge(items, at: Self.noon, zone: try NamedZone("UTC"))
    #expect(verdicts.map(\.isKept) == [true, false, true, false, true])
    #expect(verdicts[2].reasons == ["the last verified one"])
  }

  @Test("A locked or unfinished backup is held, a verified one counts as proof")
  func standing() {
    var backup = World.backup()
    #expect(RetentionItem(backup).hold == nil && !RetentionItem(backup).isVerified)
    backup.verifiedAt = World.noon
    #expect(RetentionItem(backup).isVerified)
    backup.damagedAt = World.noon
    #expect(!RetentionItem(backup).isVerified)
    backup.damagedAt = nil
    backup.locked = true
    #expect(RetentionItem(backup).hold == "it is being copied")
    (backup.locked, backup.status) = (false, .deleting)
    #expect(RetentionItem(backup).hold != nil && !RetentionItem(backup).isVerified)
  }

  @Test(
    "Numbers below one are refused",
    arguments: [Retention(last: 0), Retention(days: -1), Retention(yearly: 100_000)])
  func numbers(retention: Retention) {
    #expect(retention.refusals.codes == [.policyField])
    #expect(retention.refusals.first?.field == .retention)
  }
}
