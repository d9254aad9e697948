import Canvas
import Replication

@testable import Console

extension KeyCase {
  /// What works over the whole frame: on a list, on a page and in the pane over the whole screen.
  static let everywhere: [KeyCase] =
    frames.flatMap { scope, play in
      [
        KeyCase(.picker, in: scope, after: play) { $1.chooser?.purpose == .picker },
        KeyCase(.theme, in: scope, after: play) { $1.chooser?.purpose == .theme },
        KeyCase(.palette, in: scope, after: play) { $1.chooser?.purpose == .palette },
        KeyCase(.help, in: scope, after: play) { $1.box?.title == "Keys" },
        KeyCase(.policies, in: scope, after: play) { $1.state.board != nil },
        KeyCase(.lagBoard, in: scope, after: play) { after($1, "lag") },
        KeyCase(.lagObjective, in: scope, after: play) { $1.form?.title == "Lag objective" },
        KeyCase(.audit, in: scope, after: play) { $1.state.tab == .audit && $1.state.pages.isEmpty },
        KeyCase(.images, in: scope, after: play) { $1.state.tab == .images && $1.state.pages.isEmpty },
        KeyCase(.messages, in: scope, after: play) { $1.box?.title == "Messages" },
        KeyCase(.enlargePane, in: scope, after: play) {
          ($0.state.pane.extent == .enlarged) != ($1.state.pane.extent == .enlarged)
        },
        KeyCase(.hidePane, in: scope, after: play) { $1.state.pane.extent == .hidden },
        KeyCase(.saveScreen, in: scope, after: play) { before, after in
          after.asked { if case .saveScreen(let text) = $0 { text == before.text } else { false } }
        },
        KeyCase(.reloadSettings, in: scope, after: play) { after($1, .reloadSettings) },
        KeyCase(.redraw, in: scope, after: play) { after($1, .redraw) },
        KeyCase(.suspend, in: scope, after: play) { after($1, .suspend) },
      ]
    } + leaving

  static let frames: [(KeyScope, @Sendable (inout Desk) -> Void)] = [
    (.list, middle),
    (
      .page,
      {
        row(1, &$0)
        $0.press(.enter)
      }
    ), (.pane, enlarged),
  ]

  private static let leaving: [KeyCase] = [
    KeyCase(.interrupt, in: .list, after: middle) { _, after in
      after.state.interruptIsArmed && !after.asked { if case .quit = $0 { true } else { false } }
    },
    KeyCase(.interrupt, .back, .quit, in: .page, after: frames[1].1) { $1.state.pages.isEmpty },
    KeyCase(.interrupt, .back, .quit, in: .pane, after: enlarged) { $1.state.pane.extent == .docked },
    KeyCase(.back, in: .list, after: { $0.press(.character("*")) }) { $1.state.list.marks.isEmpty },
    KeyCase(.quit, in: .list, after: middle) { $1.question?.title == "Quit" },
  ]

  /// Twenty transfers over the whole screen, scrolled into the middle.
  static let enlarged: @Sendable (inout Desk) -> Void = { desk in
    desk.tasks = WidePaneTests.tasks()
    desk.send(.changed)
    desk.press(.character("w"), .down, .down, .down)
  }

  static func after(_ desk: Desk, _ effect: Effect) -> Bool { desk.asked { $0 == effect } }

  /// Whether an effect of a name was asked for.
  static func after(_ desk: Desk, _ name: String) -> Bool { desk.asked { DialogButtonTests.name($0) == name } }

  /// What works on pages, in the enlarged pane and in boxes of text alike: moving by lines.
  static let pages: [KeyCase] =
    scrolling(.page, position: { ($0.state.pages.last?.cursor ?? -1) }) { desk in
      desk.send(.input(.resize(Size(columns: 80, rows: 14))))
      row(1, &desk)
      desk.press(.enter, .down, .down, .down)
    }
    + scrolling(.pane, position: { $0.state.pane.scroll }, after: enlarged)
    + scrolling(.text, position: { $0.box?.scroll ?? -1 }) { desk in
      desk.send(.input(.resize(Size(columns: 60, rows: 12))))
      desk.press(.character("*"), .character("i"), .down, .down, .down)
    }
    + [
      // The first line of a replicated row that leads somewhere is followed.
      KeyCase(
        .open, in: .page,
        after: { desk in
          row(1, &desk)
          desk.press(.enter)
          for _ in 0..<40 where desk.state.pages.last.map({ link(desk.state, $0) == nil }) == true { desk.press(.down) }
        }
      ) { $1.state.pages.count == 2 && $1.state.pages.last?.row != nil },
      KeyCase(
        .lagObjective, in: .text,
        after: {
          $0.press(.character("L"))
          RestoreFlowTests.answerLag(&$0)
        }
      ) { $1.form?.title == "Lag objective" },
      KeyCase(.back, in: .text, after: { $0.press(.character("i")) }) { $1.state.overlays.isEmpty },
      KeyCase(.interrupt, in: .text, after: { $0.press(.character("i")) }) { $1.state.overlays.isEmpty },
      KeyCase(.redraw, in: .text, after: { $0.press(.character("i")) }) { after($1, .redraw) },
      KeyCase(.suspend, in: .text, after: { $0.press(.character("i")) }) { after($1, .suspend) },
    ]

  private static func link(_ state: ConsoleState, _ page: DetailPage) -> Link? {
    let lines = state.pageLines(page)
    return lines.indices.contains(page.cursor) ? lines[page.cursor].link : nil
  }

  private static func scrolling(
    _ scope: KeyScope, position: @escaping @Sendable (Desk) -> Int, after play: @escaping @Sendable (inout Desk) -> Void
  ) -> [KeyCase] {
    [
      KeyCase(.up, in: scope, after: play) { position($1) == position($0) - 1 },
      KeyCase(.down, in: scope, after: play) { position($1) == position($0) + 1 },
      KeyCase(.pageUp, in: scope, after: play) { position($1) == 0 && position($0) > 1 },
      KeyCase(.pageDown, in: scope, after: play) { position($1) > position($0) + 1 },
      KeyCase(.top, in: scope, after: play) { position($1) == 0 },
      KeyCase(.bottom, in: scope, after: play) { position($1) > position($0) + 1 },
    ]
  }
}
