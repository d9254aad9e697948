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
}
