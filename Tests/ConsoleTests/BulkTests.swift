import Canvas
import Foundation
import Replication
import Testing

@testable import Console

/// Submissions of hundreds and thousands of rows (issue 4, point 1; S15, S36): sent in pieces, watched, left, summed up.
struct BulkTests {
  /// Marks so many rows that can go to Bangkok, and presses OK.
  static func submit(_ count: Int, _ desk: inout Desk) {
    desk.backups = WindowTests.many(count).map { backup in
      var backup = backup
      (backup.containsSystemDisk, backup.size) = (true, 1 << 20)
      return backup
    }
    desk.send(.changed)
    desk.press(.character("*"), .character("r"), .right)
    desk.fireTimers()
    _ = desk.take()
    desk.press(.control("s"))
  }

  /// Answers the piece that is under way; the first rows of it can be refused.
  static func answer(_ desk: inout Desk, refusing count: Int = 0) {
    for effect in desk.take() {
      guard case .createReplicas(let requests, let request) = effect else { continue }
      let refused = requests.prefix(count).map { one in
        Refusal(
          code: .vaultCapacity, message: "dr-servers has 12 GiB free; this needs 40 GiB.", field: .vault,
          source: one.backup, region: one.destination.region)
      }
      let tasks = requests.dropFirst(count).map { one in
        Fixtures.task(1, of: Fixtures.backups[0], to: Fixtures.singapore, .waiting, done: Int64(one.backup.count))
      }
      desk.send(.admitted(Admission(tasks: tasks, refused: refused), request: request))
    }
  }

  private static func pieces(_ desk: Desk) -> [[ReplicaRequest]] {
    desk.log.compactMap { if case .createReplicas(let requests, _) = $0 { requests } else { nil } }
  }

  @Test("5,000 rows go in pieces, one at a time and each once; the dialog shows how far it is; the end is summed up")
  func pieces() throws {
    var desk = Desk.inHongKong()
    Self.submit(5_000, &desk)
    #expect(Self.pieces(desk).map(\.count) == [Bulk.piece])
    #expect(desk.text.contains("0 of 5000 sent: 0 started, 0 refused."))
    Self.answer(&desk, refusing: 2)
    #expect(desk.text.contains("50 of 5000 sent: 48 started, 2 refused."))
    for _ in 0..<98 { Self.answer(&desk) }
    #expect(desk.form != nil && desk.text.contains("4950 of 5000 sent"))
    Self.answer(&desk)
    let sent = Self.pieces(desk).flatMap { $0 }.map(\.backup)
    #expect(sent.count == 5_000 && Set(sent).count == 5_000)
    #expect(desk.form == nil && desk.state.bulk == nil && desk.state.list.marks.isEmpty)
    #expect(desk.box?.title == "Create Replica")
    #expect(desk.text.contains("Create Replica: 4998 of 5000 started, 2 refused."))
    #expect(desk.lines.contains { $0.contains("2  dr-servers has 12 GiB free") })
  }

  @Test("Esc leaves the dialog at any moment and nothing of the submission is lost; a second one waits for its end")
  func leaving() {
    for leave in [Key.escape, .control("c")] {
      var desk = Desk.inHongKong()
      Self.submit(300, &desk)
      Self.answer(&desk)
      desk.press(leave)
      #expect(desk.form == nil && desk.text.contains("It goes on: 50 of 300 sent"))
      desk.press(.down, .down)
      #expect(desk.lines[0].contains("sending 50/300") && desk.state.list.cursor == 2)
      // Another large one is refused where it was filled in; the first is not disturbed.
      let open = desk.take()
      desk.press(.character("*"), .character("r"), .right)
      desk.fireTimers()
      desk.press(.control("s"))
      #expect(desk.form?.message.contains("Another submission is still under way") == true)
      desk.press(.escape, .tab, .enter)
      desk.open = open
      for _ in 0..<5 { Self.answer(&desk) }
      #expect(Self.pieces(desk).flatMap { $0 }.count == 300 && desk.state.bulk == nil)
      #expect(desk.text.contains("Create Replica: 300 of 300 started."))
      #expect(!desk.lines[0].contains("sending"))
    }
  }

  @Test("what cannot be done at all ends it and says how much was not sent; quitting before says the same")
  func trouble() throws {
    var desk = Desk.inHongKong()
    Self.submit(300, &desk)
    Self.answer(&desk)
    desk.press(.escape, .character("q"))
    #expect(desk.text.contains("200 of 300 rows have not been sent yet, and will not be."))
    desk.press(.escape)
    try Self.fail(&desk)
    #expect(desk.text.contains("Create Replica: 50 of 300 started, 200 not sent, up to 50 uncertain."))
    #expect(desk.text.contains("The home is full. Free some."))
    let words = desk.box?.lines.map(\.text).joined(separator: " ") ?? ""
    #expect(words.contains("look at the Tasks tab") && words.contains("still marked"))
    #expect(Self.pieces(desk).count == 2)
  }

  /// Ends the submission that is under way in trouble.
  private static func fail(_ desk: inout Desk) throws {
    let request = try #require(desk.request { if case .createReplicas(_, let number) = $0 { number } else { nil } })
    desk.send(.failed(Explanation(code: "full", message: "The home is full.", next: "Free some."), request: request))
  }

  @Test("after trouble what has no answer is still marked, also where the dialog was left", arguments: [false, true])
  func marksAfterTrouble(isLeft: Bool) throws {
    var desk = Desk.inHongKong()
    Self.submit(300, &desk)
    Self.answer(&desk)
    if isLeft {
      desk.press(.escape)
      #expect(desk.state.list.marks.isEmpty)
    }
    try Self.fail(&desk)
    let sent = Self.pieces(desk)[0].map(\.backup)
    #expect(Set(desk.state.list.marks.keys) == Set(desk.backups.map(\.id)).subtracting(sent))
  }

  @Test("marks set while a submission goes on outlast its end; none are added to them", arguments: [false, true])
  func marksMeanwhile(isTrouble: Bool) throws {
    var desk = Desk.inHongKong()
    Self.submit(100, &desk)
    desk.press(.escape)
    let open = desk.take()
    desk.press(.character(" "), .character(" "))
    let marks = Set(desk.state.list.marks.keys)
    #expect(marks.count == 2)
    desk.open = open
    Self.answer(&desk)
    if isTrouble { try Self.fail(&desk) } else { Self.answer(&desk) }
    #expect(desk.state.bulk == nil && Set(desk.state.list.marks.keys) == marks)
  }

  @Test("thousands are deleted in pieces, both lists before, the marks go with what is gone")
  func deletion() throws {
    var desk = Desk.inHongKong()
    desk.backups = WindowTests.many(3_000).map { backup in
      var backup = backup
      backup.replicas = [ReplicaRecord(id: "r", region: Fixtures.bangkok.id, status: .available)]
      return backup
    }
    desk.send(.changed)
    desk.press(.character("*"), .delete)
    #expect(desk.text.contains("3000 can be deleted, 0 cannot."))
    desk.press(.tab, .enter)
    var count = 0
    while let effect = desk.take().last(where: { if case .delete = $0 { true } else { false } }) {
      guard case .delete(let piece, let request) = effect else { break }
      count += 1
      #expect(piece.ids.count == Bulk.piece && desk.state.list.marks.count == 3_000 - (count - 1) * (Bulk.piece - 1))
      let stays = Refusal(code: .sourceLocked, message: "It is being copied.", source: piece.ids[0])
      desk.send(.deleted(Deletion(done: Array(piece.ids.dropFirst()), refused: [stays]), request: request))
      if count == 60 { break }
    }
    #expect(count == 60 && desk.state.list.marks.count == 60)
    #expect(desk.text.contains("Delete: 2940 of 3000 deleted, 60 refused."))
    #expect(desk.text.contains("60  It is being copied."))
  }

  @Test("another context is not opened while rows of this one are being sent")
  func context() {
    var desk = Desk.inHongKong()
    Self.submit(300, &desk)
    desk.press(.escape, .character("R"))
    desk.type("prod")
    desk.press(.enter)
    #expect(!desk.asked { if case .switchContext = $0 { true } else { false } })
    #expect(desk.text.contains("Another submission is still under way"))
  }
}
