import Canvas
import Foundation
import Replication
import Testing

@testable import Console

@Suite("A live account in the console (issue 6, point 5)")
struct LiveAccountTests {
  @Test("The age of what was read stands in the header; what is read all the time has none")
  func age() {
    var desk = Desk(columns: 140, rows: 45, profile: .huaweiCBR)
    #expect(!desk.lines[0].contains(" ago"))
    var region = Fixtures.hongKong
    region.refreshedAt = Fixtures.now.addingTimeInterval(-300)
    desk.send(.regions([region]))
    #expect(desk.lines[0].contains("read 5m ago"))
    region.refreshedAt = Fixtures.now.addingTimeInterval(-60)
    desk.send(.regions([region]))
    #expect(!desk.lines[0].contains(" ago"))
  }

  @Test("A policy's form that is opened before the account was read learns where it can lie and replicate to")
  func formBeforeAnswers() throws {
    var desk = Desk(scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    desk.press(.character("p"), .character("n"))
    desk.type("nightly")
    #expect(desk.text.contains("being read…"))
    PolicyBoardTests.answer(&desk, .list([], vaults: [PolicyBoardTests.servers, PolicyBoardTests.replicas]))
    #expect(desk.text.contains("[ nightly") && !desk.text.contains("being read…"))
    desk.press(.control("s"))
    guard case .create(let request)? = PolicyBoardTests.questions(desk).last?.0 else {
      Issue.record("nothing was asked: \(desk.text)")
      return
    }
    #expect(request.region == Fixtures.hongKong.id)
    let destination = try #require(request.destination?.region)
    #expect(destination != request.region && !destination.isEmpty)
  }

  @Test("The marks of a live account say available, never verified")
  func legend() {
    var desk = Desk(columns: 140, rows: 45, scope: Scope(region: Fixtures.hongKong.id), profile: .huaweiCBR)
    #expect(desk.text.contains("● available") && !desk.text.contains("verified"))
    desk.press(.character("?"))
    #expect(!desk.text.contains("verified replica"))
  }
}
