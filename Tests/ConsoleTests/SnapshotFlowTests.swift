import Canvas
import Console
import Replication
import Testing

/// Cross-region replication of a snapshot by keyboard (S45–S47, S54, S67).
struct SnapshotFlowTests {
  static func desk() -> Desk {
    var desk = Desk.inHongKong()
    desk.press(.character("]"), .character("]"), .character("]"), .character("1"))
    return desk
  }

  @Test("S54: dialog, default name shown, two regions, OK admits and shows the new id at once")
  func wholeFlow() throws {
    var desk = Self.desk()
    desk.press(.character("r"))
    #expect(desk.text.contains("┌─ Cross-region replication"))
    #expect(desk.text.contains("Copied snap-oi5spwt2 from ap-southeast-1"))
    #expect(desk.text.contains("0/60"))
    desk.press(.right)
    #expect(desk.text.contains("9 of 128 used"))
    desk.press(.control("s"))
    let sent = try #require(
      desk.open.compactMap { effect in
        if case .copySnapshots(let requests, let number) = effect { (requests, number) } else { nil }
      }.first as ([SnapshotCopyRequest], Int)?)
    #expect(sent.0 == [SnapshotCopyRequest(snapshot: "snap-oi5spwt2", region: "ap-southeast-2")])
    var task = Fixtures.task(9, of: Fixtures.backups[0], to: Fixtures.bangkok, .waiting)
    task.type = .copy
    task.source = TaskEndpoint(id: "snap-oi5spwt2", name: "data-01 nightly", region: "ap-southeast-1")
    task.target = TaskEndpoint(id: "snap-zz99yy88", name: "x", region: "ap-southeast-2")
    desk.send(.admitted(Admission(tasks: [task]), request: sent.1))
    #expect(desk.text.contains("Copying to AP-Bangkok as snap-zz99yy88."))
  }

  @Test("S35, S67: a full region is listed with its quota and says why it cannot be chosen")
  func quota() {
    var desk = Self.desk()
    desk.press(.character("r"), .enter, .end)
    #expect(desk.lines.contains { $0.contains("Shanghai") && $0.contains("64 of 64") })
    desk.press(.enter)
    #expect(desk.text.contains("─ Target region ─"))
  }

  @Test("S33: a system-disk snapshot says why it cannot be copied")
  func systemDisk() {
    var desk = Self.desk()
    desk.press(.down, .character("r"))
    #expect(!desk.text.contains("┌─ Cross-region replication"))
    #expect(desk.text.contains("System-disk snapshots cannot be copied"))
  }
}
