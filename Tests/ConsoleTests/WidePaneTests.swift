import Canvas
import Console
import Foundation
import Replication
import Testing

/// The pane over the whole screen: twenty transfers, honest tails, stalls, graphs, few cells a change (issue 4, 3).
struct WidePaneTests {
  /// Twenty running transfers and three that wait.
  static func tasks() -> [CloudTask] {
    let operators = [Fixtures.requester, Operator(user: "ana", host: "ops-2")]
    return (1...23).map { number in
      let backup = Fixtures.backups[number % 5 == 0 ? 3 : number % 12]
      var task = Fixtures.task(
        number, of: backup, to: number % 2 == 0 ? Fixtures.bangkok : Fixtures.singapore,
        number <= 20 ? .running : .waiting, done: backup.size * Int64(number) / 25)
      task.createdAt = Fixtures.now.addingTimeInterval(Double(number) - 400)
      task.requestedBy = operators[number % 2]
      task.rate = number <= 20 ? Double(number) * 12_000_000 : nil
      return task
    }
  }

  static func desk(columns: Int = 140, rows: Int = 45, glyphs: GlyphSet = .unicode) -> Desk {
    var desk = Desk.inHongKong(columns: columns, rows: rows, glyphs: glyphs)
    desk.tasks = tasks()
    desk.send(.changed)
    desk.press(.character("w"))
    return desk
  }

  /// Lets some seconds pass with the rates changing, as events would bring it.
  static func run(_ desk: inout Desk, seconds: Int, moving: Bool = true) {
    for second in stride(from: 1, through: seconds, by: 1) {
      desk.send(.clock(Fixtures.now.addingTimeInterval(Double(second))))
      if moving {
        for index in desk.tasks.indices where desk.tasks[index].status == .running {
          desk.tasks[index].bytesDone += 1_000_000
          desk.tasks[index].rate = Double((second * 7 + index * 3) % 20 + 1) * 10_000_000
        }
      }
      desk.send(.changed)
    }
  }

  @Test("twenty transfers with state words of both ends, phase, bar, rate, ETA, graph, who and where")
  func twenty() {
    var desk = Self.desk()
    Self.run(&desk, seconds: 30)
    #expect(desk.lines[2].contains("20 running   3 waiting") && desk.lines[2].contains("/s together"))
    let heads = desk.lines.filter { $0.contains("Available, locked") && $0.contains("→  Creating") }
    #expect(heads.count == 20, "\(heads.count)")
    #expect(heads.allSatisfy { $0.contains("writing") && $0.contains("@ops-") })
    let bars = desk.lines.filter { $0.contains("█") && $0.contains(" % ") }
    #expect(bars.count >= 20 && bars.allSatisfy { $0.contains("MiB/s") && $0.contains("ETA ") })
    #expect(bars.allSatisfy { $0.contains { "▁▂▃▄▅▆▇".contains($0) } })
    var ascii = Self.desk(glyphs: .ascii)
    Self.run(&ascii, seconds: 30)
    #expect(ascii.text.utf8.allSatisfy { $0 < 0x80 } && ascii.text.contains("##"))
  }

  @Test("what does not fit scrolls; the line beneath says how much more there is")
  func scrolling() {
    var desk = Self.desk(columns: 80, rows: 24)
    #expect(desk.lines[22].contains(" more "))
    let first = desk.lines[3]
    for _ in 0..<60 { desk.press(.down) }
    #expect(desk.lines[3] != first && !desk.lines[22].contains(" more "))
    #expect(desk.text.contains("number 3 in the queue, 20 running"))
    desk.press(.character("g"))
    #expect(desk.lines[3] == first)
  }

  @Test("the tail is named: after the last byte no percent stands still, but the phase with its age")
  func tail() {
    var desk = Self.desk()
    desk.tasks[0].bytesDone = desk.tasks[0].bytesTotal
    desk.tasks[0].phase = .verifying
    desk.send(.changed)
    desk.send(.clock(Fixtures.now.addingTimeInterval(4)))
    desk.tasks[0].bytesTransferred = 5
    desk.send(.changed)
    #expect(desk.text.contains("all bytes are there; verifying for 4s"))
    desk.tasks[0].phase = .publishing
    desk.send(.changed)
    #expect(desk.text.contains("all bytes are there; publishing for 0s"))
    #expect(!desk.text.contains("99 %"))
  }

  @Test("a transfer of which nothing was heard for ten seconds has stalled, found by a timer of its own")
  func stalls() {
    var desk = Self.desk()
    #expect(desk.open.contains { if case .startTimer(.stall, _) = $0 { true } else { false } })
    desk.send(.clock(Fixtures.now.addingTimeInterval(11)))
    desk.send(.timer(.stall))
    #expect(desk.text.contains("stalled: no byte for 11s") && desk.lines[2].contains("20 stalled"))
    desk.tasks[0].bytesDone += 1
    desk.send(.changed)
    #expect(desk.lines[2].contains("19 stalled"))
    // The engine's own word counts at once.
    desk.tasks[1].phase = .stalled
    desk.tasks[1].bytesDone += 1
    desk.send(.changed)
    #expect(desk.lines[2].contains("19 stalled"))
    desk.press(.character("w"))
    desk.tasks = []
    _ = desk.take()
    desk.send(.changed)
    #expect(!desk.open.contains { if case .startTimer(.stall, _) = $0 { true } else { false } }, "idle: no timer")
  }

  @Test("a waiting task says its place in the queue, or that a store is out of reach")
  func waiting() {
    var desk = Self.desk()
    desk.press(.character("G"))
    #expect(desk.text.contains("number 1 in the queue, 20 running"))
    var singapore = Fixtures.singapore
    singapore.unreachable = "/srv/sin is not mounted."
    desk.send(.regions([Fixtures.hongKong, Fixtures.bangkok, singapore]))
    #expect(desk.text.contains("AP-Singapore is out of reach: /srv/sin is not mounted."))
  }

  @Test("one transfer that moves changes few cells: its half cell, figures, two cells of its graph")
  func fewCells() {
    for size in [(80, 24), (140, 45)] {
      var desk = Self.desk(columns: size.0, rows: size.1)
      Self.run(&desk, seconds: 40)
      let before = desk.frame
      desk.send(.clock(Fixtures.now.addingTimeInterval(43)))
      desk.tasks[0].bytesDone += desk.tasks[0].bytesTotal / 100
      desk.send(.activity(Activity(running: 20, queued: 3, recent: desk.tasks)))
      let after = desk.frame
      var changed: [Int: Int] = [:]
      for row in 0..<size.1 {
        for column in 0..<size.0 where before[column, row] != after[column, row] { changed[row, default: 0] += 1 }
      }
      #expect(changed.keys.count <= 3 + 20, "\(changed)")
      // The other nineteen only write the next sample of their graphs: a bar and the gap behind it.
      #expect(changed.values.filter { $0 > 2 }.count <= 2, "\(changed)")
      #expect(changed.values.reduce(0, +) <= 14 + 2 * 20, "\(changed)")
    }
  }

  @Test("the history is bounded: an hour of a hundred transfers keeps no more than at the beginning")
  func bounded() {
    var log = Set<Int>()
    var desk = Self.desk()
    for hour in 0..<40 {
      desk.send(.clock(Fixtures.now.addingTimeInterval(Double(hour) * 90)))
      desk.send(.activity(Activity(running: 20, recent: Self.tasks())))
      log.insert(desk.text.count)
    }
    #expect(log.max().map { $0 < 200 * 50 } == true)
    desk.send(.activity(Activity(recent: [])))
    #expect(desk.text.contains("No replications yet.") || desk.text.contains("nothing is running"))
  }

  @Test("what another operator begins is said with who and where, once; one's own is not")
  func others() {
    var desk = Desk.inHongKong()
    var task = Fixtures.task(9, of: Fixtures.backups[3], to: Fixtures.bangkok, .running)
    desk.tasks.append(task)
    desk.send(.changed)
    #expect(!desk.text.contains("has begun"))
    task.id = Fixtures.id(5999)
    task.requestedBy = Operator(user: "ana", host: "ops-2")
    task.target?.region = Fixtures.singapore.id
    desk.tasks.append(task)
    desk.send(.changed)
    #expect(desk.lines[23].contains("ana@ops-2 has begun: Replication of web-02-0413 to AP-Singapore."))
    desk.send(.timer(.flash))
    desk.send(.changed)
    #expect(!desk.text.contains("has begun"))
    desk.send(.input(.resize(Size(columns: 140, rows: 45))))
    desk.press(.down, .down, .down)
    desk.fireTimers()
    #expect(desk.text.contains("by ana@ops-2, maria@ops-1") || desk.text.contains("by maria@ops-1, ana@ops-2"))
  }
}
