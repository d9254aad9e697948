import Canvas
import Foundation
import Synchronization
import Terminal

/// A table with a selection bar; keys ask for everything a session can do.
final class FixtureApp: TerminalApp {
  /// Work that goes on beside the screen.
  private final class Worker: Sendable {
    let ticks = Mutex(0)

    func start(_ waker: Waker, count: Int) {
      Thread.detachNewThread { @Sendable [self] in
        for _ in 0..<count {
          ticks.withLock { $0 += 1 }
          waker.wake()
          usleep(500)
        }
      }
    }
  }

  private static let names = [
    "web-01-0412", "web-01-0413", "备份-东京", "e\u{301}clair", "\u{1B}]0;owned\u{7}", "\u{202E}gpj.exe", "👨‍👩‍👧 family",
    "a\tb\nc", "שלום-שרת", "ｗｉｄｅ", "z\u{300}\u{301}algo", "\u{9B}31mred",
  ]

  private let waker: Waker
  private let summary: String
  private let notice: String?
  private let expectation: String?
  private let log: String?
  private let worker = Worker()
  private var size = Size(columns: 80, rows: 24)
  private var events: [String] = []
  private var selected = 0
  private var bells = 0
  private var mouse = false
  private var title: String?

  init(waker: Waker, summary: String, notice: String?, environment: [String: String]) {
    self.waker = waker
    self.summary = summary
    self.notice = notice
    expectation = environment["FIXTURE_FRAME"]
    log = environment["FIXTURE_LOG"]
  }

  func didPaint() {}

  func willSuspend() { note("willSuspend") }

  func step(_ inputs: [InputEvent]) -> Step {
    var step = Step()
    for input in inputs { handle(input, &step) }
    let frame = view()
    step.frame = frame
    if let expectation { try? frame.text.write(toFile: expectation, atomically: true, encoding: .utf8) }
    return step
  }

  private func note(_ text: String) {
    events.append(text)
    guard let log else { return }
    // A log that cannot be written shows as a failing test.
    try? events.joined(separator: "\n").write(toFile: log, atomically: true, encoding: .utf8)
  }

  private func handle(_ input: InputEvent, _ step: inout Step) {
    switch input {
    case .resize(let new): size = new
    case .paste(let text): return note("paste(\(text.utf8.count))")
    default: break
    }
    note("\(input)")
    switch input {
    case .key(.character("q")): step.quit = true
    case .key(.control("z")): step.suspend = true
    case .key(.control("l")): step.redraw = true
    case .key(.up): selected = max(0, selected - 1)
    case .key(.down): selected += 1
    case .key(.character("m")): mouse.toggle()
    case .key(.character("b")): bells += 1
    case .key(.character("t")): title = "fixture \u{1B} title"
    case .key(.character("o")): step.rawOutput = Array("\u{1B}]52;c;YQ==\u{7}".utf8)
    case .key(.character("w")): worker.start(waker, count: 400)
    case .key(.character("e")): FileHandle.standardError.write(Data("stray diagnostics\n".utf8))
    case .key(.character("!")): crash(events)
    case .key(.character("x")): exit(7)
    default: break
    }
  }

  private func crash(_ array: [String]) { print(array[array.count + selected]) }

  private func view() -> Frame {
    var frame = Frame(size: size, theme: Self.theme)
    frame.put(
      "FIXTURE \(size.columns)x\(size.rows) \(summary) ticks \(worker.ticks.withLock { $0 })", column: 1, row: 0)
    frame.put("last: \(events.last ?? "-")", column: 1, row: 1)
    frame.put(notice ?? "no notice", column: 1, row: 2, style: Style(.notice))
    for row in 0..<max(0, size.rows - 5) {
      let style = Style(row % 3 == 0 ? .statusAvailable : .text, selected: row == selected)
      frame.fill(Rect(column: 0, row: row + 4, columns: size.columns, rows: 1), with: Cell(" ", style: style))
      frame.put(Self.names[row % Self.names.count], column: 2, row: row + 4, limit: 20, style: style)
      frame.put("| Available | \(row * 40) GiB", column: 24, row: row + 4, style: style)
    }
    frame.put(String(repeating: "─", count: size.columns), column: 0, row: size.rows - 1)
    frame.cursor = Frame.Position(column: 2, row: min(selected + 4, size.rows - 1))
    frame.mouse = mouse
    frame.title = title
    frame.bells = bells
    return frame
  }

  private static let theme = Theme(
    name: "fixture", selection: .row,
    inks: [
      .mono: [.text: Ink(), .selection: Ink(.standard, on: .standard, .reverse), .statusAvailable: Ink()],
      .eight: [
        .text: Ink(), .selection: Ink(.standard, on: .index(4)), .statusAvailable: Ink(.index(2)),
        .notice: Ink(.index(3)),
      ],
      .full: [
        .text: Ink(), .selection: Ink(.standard, on: .index(24)), .statusAvailable: Ink(.index(114)),
        .notice: Ink(.index(179)),
      ],
    ])
}
