import Foundation
import Replication
import Testing

/// The filter language (issue 4, point 1): reading only; what it keeps is shown in the catalog's tests.
struct RowFilterTests {
  static let now = Date(timeIntervalSinceReferenceDate: 800_000_000)
  static let gib: Int64 = 1 << 30

  private static func read(_ text: String, _ subject: Listing.Subject = .backups(.server)) throws -> [FilterTerm] {
    try RowFilter.parse(text, for: subject, now: now).terms
  }

  private static func not(_ test: FilterTest) -> FilterTerm { FilterTerm(test, isNegated: true) }
  private static func yes(_ test: FilterTest) -> FilterTerm { FilterTerm(test) }

  @Test(
    "texts, patterns, fields and negation",
    arguments: [
      ("", []), ("   ", []), ("Web", [yes(.text("web"))]), ("web  01", [yes(.text("web")), yes(.text("01"))]),
      ("\"two Words\"", [yes(.text("two words"))]), ("\"open", [yes(.text("open"))]),
      ("\"a\\\"b\"", [yes(.text("a\"b"))]),
      ("!web", [not(.text("web"))]), ("!!web", [yes(.text("web"))]), ("!", []), ("\"!web\"", [yes(.text("!web"))]),
      ("/^web [0-9]/ x", [yes(.pattern("^web [0-9]")), yes(.text("x"))]), ("/a/b/", [yes(.pattern("a/b"))]),
      ("/a\\/ b/", [yes(.pattern("a/ b"))]), ("/ope", [yes(.pattern("ope"))]), ("/", []), ("~", []),
      ("~^web$ x", [yes(.pattern("^web$")), yes(.text("x"))]), ("!~x", [not(.pattern("x"))]),
      ("status:Avail", [yes(.words(.status, [.text("avail")]))]), ("status:", []), ("!status:", []),
      ("!status:error", [not(.words(.status, [.text("error")]))]),
      ("status:!error", [not(.words(.status, [.text("error")]))]),
      ("vault:src,dr", [yes(.words(.vault, [.text("src"), .text("dr")]))]),
      ("vault:src,", [yes(.words(.vault, [.text("src")]))]),
      ("name:/^a,b/,\"x y\"", [yes(.words(.name, [.pattern("^a,b"), .text("x y")]))]),
      ("server:web", [yes(.words(.resource, [.text("web")]))]),
      ("KIND:replica", [yes(.words(.kind, [.text("replica")]))]),
      ("12:30", [yes(.text("12:30"))]), ("a:b", []),
    ] as [(String, [FilterTerm])])
  func words(_ text: String, _ expected: [FilterTerm]) throws {
    if text == "a:b" {
      #expect(throws: FilterError.unknownField("a", known: FilterField.fields(of: .backups(nil)))) {
        try Self.read(text)
      }
    } else {
      #expect(try Self.read(text) == expected)
    }
  }

  @Test(
    "sizes and shares",
    arguments: [
      ("size:>1g", gib + 1, nil), ("size:>=1GiB", gib, nil), ("size:<1GB", nil, 999_999_999), ("size:<=512", nil, 512),
      ("size:1g..2g", gib, 2 * gib), ("size:40g", 40 * gib, 41 * gib - 1),
      ("size:1.5g", gib * 3 / 2, gib * 3 / 2 + gib / 10 - 1),
      ("size:=7", 7, 7),
    ] as [(String, Int64?, Int64?)])
  func sizes(_ text: String, _ lowest: Int64?, _ highest: Int64?) throws {
    #expect(try Self.read(text) == [Self.yes(.amount(.size, lowest: lowest, highest: highest))])
  }

  @Test(
    "ages and days",
    arguments: [
      ("age:<7d", -604_800, nil), ("age:7d", -604_800, nil), ("age:>1h", nil, -3_600),
      ("age:1d..2w", -1_209_600, -86_400),
      ("age:>=90m", nil, -5_400),
    ] as [(String, Double?, Double?)])
  func ages(_ text: String, _ from: Double?, _ before: Double?) throws {
    let minute = Date(timeIntervalSinceReferenceDate: (800_000_000.0 / 60).rounded(.down) * 60)
    let test = FilterTest.made(from: from.map { minute + $0 }, before: before.map { minute + $0 })
    #expect(try Self.read(text) == [Self.yes(test)])
  }

  @Test(
    "days, months and years of the operator's calendar",
    arguments: [
      ("created:2026-11-01", "2026-10-31T22:00:00Z", "2026-11-01T22:00:00Z"),
      ("created:2026-11", "2026-10-31T22:00:00Z", "2026-11-30T22:00:00Z"),
      ("created:2026", "2025-12-31T22:00:00Z", "2026-12-31T22:00:00Z"),
      ("created:>=2026-02-28", "2026-02-27T22:00:00Z", nil), ("created:>2026-02-28", "2026-02-28T22:00:00Z", nil),
      ("created:<2026-02", nil, "2026-01-31T22:00:00Z"), ("created:<=2026-02", nil, "2026-02-28T22:00:00Z"),
      ("date:2026-01..2026-02", "2025-12-31T22:00:00Z", "2026-02-28T22:00:00Z"),
    ] as [(String, String?, String?)])
  func dates(_ text: String, _ from: String?, _ before: String?) throws {
    let filter = try RowFilter.parse(text, for: .tasks, now: Self.now) { _ in 7_200 }
    let format = Date.ISO8601FormatStyle()
    let test = FilterTest.made(
      from: try from.map { try format.parse($0) }, before: try before.map { try format.parse($0) })
    #expect(filter.terms == [Self.yes(test)])
  }

  @Test(
    "what cannot be read says why and what can be written",
    arguments: [
      ("colour:red", "There is no field colour."), ("size:>", "size: \">\" cannot be read."),
      ("size:abc", "size: \"abc\""),
      ("size:1g..", "size:"), ("age:7", "age: \"7\""), ("age:>-1d", "age:"),
      ("created:2026-13", "created: \"2026-13\""),
      ("created:2026-02-30", "created:"), ("created:1", "created:"),
      ("/(a/", "/(a/ cannot be read: a group is not closed"),
      ("name:~[", "position 1"), ("percent:3", "These rows have no percent."),
      ("usage:data", "These rows have no usage."),
      (String(repeating: "a ", count: 40), "too long"),
    ])
  func problems(_ text: String, _ words: String) {
    do {
      let filter = try RowFilter.parse(text, for: .backups(.server), now: Self.now)
      Issue.record("\(filter)")
    } catch {
      let explanation = error.explanation
      #expect((explanation.message + " " + explanation.next).contains(words), "\(explanation)")
    }
  }

  @Test("every field of every list can be read with an example of its form")
  func fields() throws {
    for subject in [Listing.Subject.vaults(nil), .backups(nil), .snapshots, .tasks, .images] {
      for field in FilterField.fields(of: subject) {
        let value =
          switch field.form {
          case .text, .word: "x"
          case .bytes: ">1g"
          case .percent: "<50"
          case .age: "<1d"
          case .date: "2026-11"
          }
        #expect(try Self.read("\(field.rawValue):\(value)", subject).count == 1)
      }
    }
  }

  @Test("a listing's text is its filter where that is a plain text")
  func listing() throws {
    var listing = Listing(.tasks, text: "Web")
    #expect(listing.text == "web" && listing.filter == RowFilter(text: "web"))
    listing.filter = try RowFilter.parse("a b", for: .tasks, now: Self.now)
    #expect(listing.text.isEmpty && listing.filter.plainText == nil)
    listing.text = ""
    #expect(listing.filter == .everything)
  }
}
