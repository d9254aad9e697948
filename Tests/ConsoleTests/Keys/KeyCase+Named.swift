import Canvas
import Replication

@testable import Console

extension KeyCase {
  /// What others add while this is written, by the names of their actions.
  static let named: [KeyCase] = (frames.flatMap(addedToFrames) + filtersOfBefore).compactMap { $0 }

  private static func addedToFrames(_ scope: KeyScope, _ play: @escaping @Sendable (inout Desk) -> Void) -> [KeyCase?] {
    [
      KeyCase(named: "reloadSettings", in: scope, after: play) { _, after in
        after.asked { DialogButtonTests.name($0) == "reloadSettings" }
      }
    ]
  }

  private static let filtersOfBefore: [KeyCase?] = {
    let play: @Sendable (inout Desk) -> Void = { desk in
      desk.press(.character("/"))
      desk.type("web")
      desk.press(.enter, .character("/"))
      desk.type("-01")
    }
    return [
      KeyCase(named: "earlierFilter", in: .filter, after: play) { $1.state.filter?.text == "web" },
      KeyCase(
        named: "laterFilter", in: .filter,
        after: {
          play(&$0)
          $0.press(.control("p"))
        }
      ) { $1.state.filter?.text == "" },
    ]
  }()
}
