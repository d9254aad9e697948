import Canvas
import Foundation
import Replication
import Testing

@testable import Console

/// Golden frames of every screen, and what must hold on every one of them (issue 4, what shows it).
struct EveryScreenTests {
  @Test("every list, page, pane, chooser, question, dialog and board has golden frames at the usual sizes")
  func scenes() {
    var recorded: Set<ScreenKind> = []
    for scene in GoldenFrameTests.scenes {
      #expect(
        GoldenFrameTests.usualSizes.allSatisfy { usual in scene.sizes.contains { $0 == usual } }, "\(scene)")
      var desk = Desk.inHongKong()
      scene.play(&desk)
      recorded.formUnion(ScreenKind.shown(on: desk))
    }
    let missing = ScreenKind.all.subtracting(recorded).map(\.description).sorted()
    #expect(missing.isEmpty, "no scene in GoldenFrameTests shows: \(missing.joined(separator: ", "))")
  }

  @Test("no two scenes share a name, and no recorded frame is left over from a scene that is gone")
  func files() throws {
    let names = (GoldenFrameTests.scenes.map(\.name) + LiveFrameTests.scenes.map(\.name))
    #expect(Set(names).count == names.count)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Frames").path
    for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let stem = file.replacing(/(-\d+x\d+)?(-ascii|-styles)?\.txt$/, with: "")
      #expect(names.contains(stem), "\(file)")
    }
  }

  /// What may have nothing to do: a cursor at an end, marks that are not there, the place one is at.
  private static let mayRest: Set<Action> = [
    .up, .down, .pageUp, .pageDown, .top, .bottom, .left, .right, .back, .unmark, .nextService, .previousService,
    .tab1, .tab2, .tab3, .tab4, .tab5, .nextTab, .previousTab, .images, .audit,
  ]

  @Test(
    "on every list, page and pane each key does something or says why it does not",
    arguments: GoldenFrameTests.scenes)
  func keysAnswer(_ scene: GoldenFrameTests.Scene) {
    var start = Desk.inHongKong(columns: 140, rows: 45)
    scene.play(&start)
    guard start.state.overlays.isEmpty, start.state.filter == nil else { return }
    start.state.notice = nil
    let scope = start.state.frameScope
    for key in Set(KeyTable.bindings.filter { $0.scope.contains(scope) }.flatMap(\.keys)) {
      guard let action = start.state.firstApplicable(KeyTable.actions(for: key, in: scope)) else { continue }
      var desk = start
      desk.log = []
      desk.press(key)
      let said = desk.state.notice?.text ?? ""
      let what = "\(scene): \(KeyTable.name(of: key, glyphs: .unicode)) (\(action)) says: \(said)"
      switch start.state.verdict(action) {
      // What is asked about before it is judged may say more.
      case .refused: #expect(!said.isEmpty || !desk.state.overlays.isEmpty, "\(what)")
      case .hidden: #expect(said.hasSuffix(" does not apply here."), "\(what)")
      case .allowed:
        let isAnswered = desk.text != start.text || !desk.log.isEmpty
        #expect(isAnswered || Self.mayRest.contains(action), "\(what)")
      }
    }
  }

  @Test(
    "the terminal's cursor stands on the row, field or button that has the keys, for eyes and readers that follow it",
    arguments: GoldenFrameTests.scenes)
  func cursor(_ scene: GoldenFrameTests.Scene) {
    var desk = Desk.inHongKong()
    scene.play(&desk)
    guard let cursor = desk.frame.cursor else {
      // Only a list without a row has nothing that is selected, and the pane only scrolls.
      let isEmpty = desk.state.overlays.isEmpty && (desk.state.list.total == 0 || desk.state.pane.extent == .enlarged)
      #expect(isEmpty, "\(scene): no cursor:\n\(desk.text)")
      return
    }
    let line = desk.lines[cursor.row]
    let isOnlyRead = desk.box.map { $0.query == nil } ?? desk.isReadingBoard
    let marks = ["▌", "▸", "/ ", "! ", "[ "] + (isOnlyRead ? ["│"] : [])
    #expect(marks.contains { line.contains($0) }, "\(scene): \(cursor): \(line)")
  }
}

extension Desk {
  /// Whether the board of policies shows lines that are only read.
  fileprivate var isReadingBoard: Bool {
    switch state.board?.mode {
    case .runs, .simulation: true
    case .list: state.board?.current == nil
    case .form, .vaults, nil: false
    }
  }
}
