import Foundation
import Testing

@testable import HuaweiCloud

@Suite("What is remembered of policies (issue 6, point 3)")
struct PolicyShelfTests {
  private static let moment = Date(timeIntervalSince1970: 1_716_200_000)
  private static let place = HuaweiPlace(region: "ap-southeast-1", project: "p-1")

  private static func row(_ id: String, name: String) throws -> PolicyRow {
    let json = Data(#"{"id":"\#(id)","name":"\#(name)"}"#.utf8)
    return PolicyRow(place: place, policy: try JSONDecoder().decode(CBRPolicy.self, from: json))
  }

  @Test("What was read before a change of another one's is not kept after it")
  func generations() throws {
    let old = try Self.row("one", name: "old")
    let new = try Self.row("one", name: "new")
    let shelf = PolicyShelf()
    for change in [{ shelf.put(new) }, { shelf.remove("one") }] {
      let before = shelf.generation
      change()
      shelf.keep([old], at: Self.moment, since: before)
      #expect(shelf.rows(at: Self.moment) == nil)
    }
    shelf.keep([old], at: Self.moment, since: shelf.generation)
    #expect(shelf.rows(at: Self.moment) == [old])
    let before = shelf.generation
    shelf.put(new)
    #expect(shelf.rows(at: Self.moment) == [new])
    shelf.replace([old], in: Self.place, since: before)
    #expect(shelf.rows(at: Self.moment) == nil)
    shelf.keep([old], at: Self.moment, since: shelf.generation)
    shelf.replace([new], in: Self.place, since: shelf.generation)
    #expect(shelf.rows(at: Self.moment) == [new])
  }
}
