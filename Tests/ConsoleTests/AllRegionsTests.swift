import Canvas
import Console
import Replication
import Testing

/// The scope *All regions*: what lies where must be seen at every size (S49, S56).
struct AllRegionsTests {
  @Test("S49: an original and its replica of the same name are told apart", arguments: [(80, "HKG"), (140, "CN-Hong")])
  func sameName(_ columns: Int, _ place: String) {
    var desk = Desk(columns: columns, scope: .everything)
    desk.backups = [Fixtures.backups[3], Fixtures.replica]
    desk.send(.changed)
    let rows = desk.lines.filter { $0.contains("web-02-0413") && $0.contains("Available") }
    #expect(rows.count == 2)
    #expect(rows.filter { $0.contains(place) }.count == 1)
    desk.press(.character("1"))
    #expect(desk.lines.contains { $0.contains("dr-bangkok") && $0.contains(columns == 80 ? "BKK" : "AP-Bangkok") })
  }

  @Test(
    "S49: of a name too long for its column the city stands there, and where names are codes its code",
    arguments: [(80, " BKK "), (140, " Bangkok  ")])
  func city(_ columns: Int, _ place: String) {
    var desk = Desk(columns: columns, rows: 45, scope: .everything, profile: .tencentCBS)
    var regions = Fixtures.regions
    regions[0].name = "Southeast Asia (Bangkok)"
    desk.send(.regions(regions))
    #expect(desk.lines.contains { $0.contains("data-01") && $0.contains(place) }, "\(desk.text)")
    desk.press(.enter)
    #expect(desk.text.contains("Southeast Asia (Bangkok)"), "the page has it whole")
  }

  @Test("S49: in one region no column repeats it")
  func oneRegion() {
    let desk = Desk.inHongKong()
    #expect(!desk.lines.contains { $0.contains(" REG ") })
  }

  @Test("S56: the task list says from where to where", arguments: [(80, "HKG→BKK"), (140, "AP-Bangkok")])
  func routes(_ columns: Int, _ route: String) {
    var desk = Desk(columns: columns, scope: .everything)
    desk.press(.character("3"))
    #expect(desk.lines.contains { $0.contains("web-01-0413") && $0.contains(route) })
  }
}
