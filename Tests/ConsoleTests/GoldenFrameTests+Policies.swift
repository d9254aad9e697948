import Canvas
import Console
import Foundation
import Replication

extension GoldenFrameTests {
  /// The screen of policies and everything that is opened from it.
  static let policies: [Scene] = [
    Scene(name: "policies", sizes: usualSizes) { showPolicies(&$0) },
    Scene(name: "policies-empty", sizes: usualSizes) { showPolicies(&$0, []) },
    Scene(name: "policies-runs", sizes: usualSizes) { desk in
      showPolicies(&desk)
      desk.press(.enter)
      guard let run = overviews.first?.lastRun else { return }
      let skipped = PolicyRunItem(
        source: NamedReference(id: "b-1", name: "web-01"), region: Fixtures.bangkok.id, vault: "v-src",
        outcome: .skipped, code: "auto-once", message: "Already replicated.")
      PolicyBoardTests.answer(&desk, .runs("p-1", [run], items: [run.id: [skipped]]))
    },
    Scene(name: "policies-timeline", sizes: usualSizes) { desk in
      showPolicies(&desk)
      desk.press(.character("s"))
      PolicyBoardTests.answer(&desk, .simulation(PolicyBoardTests.simulation()))
    },
    onBoard("policy-run", .character("r")),
    onBoard("policy-off", .character("x")),
    onBoard("policy-delete", .delete),
    onBoard("policy-apply", .character("a")),
    onBoard("policy-form", .character("n")),
    Scene(name: "choose-policy", sizes: usualSizes) { desk in
      desk.press(.character("1"))
      desk.send(.changed)
      PolicyBoardTests.answer(&desk, .list(overviews, vaults: desk.vaults))
      command("apply policy", &desk)
    },
    onBoard("policy-edit", .character("e")),
  ]

  /// What a key brings on the screen of policies.
  private static func onBoard(_ name: String, _ key: Key) -> Scene {
    Scene(name: name, sizes: usualSizes) { desk in
      showPolicies(&desk)
      desk.press(key)
    }
  }

  /// None where a schedule cannot be read, which the frames would tell.
  static let overviews = (try? PolicyBoardTests.policies()) ?? []

  /// The screen of policies with two of them, or with others.
  static func showPolicies(_ desk: inout Desk, _ policies: [PolicyOverview] = overviews) {
    desk.press(.character("p"))
    PolicyBoardTests.answer(
      &desk, .list(policies, vaults: [PolicyBoardTests.servers, PolicyBoardTests.replicas]))
  }
}
