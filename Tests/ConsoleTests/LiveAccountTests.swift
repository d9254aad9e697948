import Console
import Foundation
import Replication
import Testing

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
}
