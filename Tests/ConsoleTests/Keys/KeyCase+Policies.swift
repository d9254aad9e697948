import Canvas
import Replication

@testable import Console

extension KeyCase {
  static let policies = policyList + policyVaults + policyForm

  /// Forty policies, the cursor in their middle.
  private static let board: @Sendable (inout Desk) -> Void = { desk in
    let many = (0..<20).flatMap { number in
      GoldenFrameTests.overviews.map { one in
        var one = one
        one.policy.id += "-\(number)"
        return one
      }
    }
    GoldenFrameTests.showPolicies(&desk, many)
    for _ in 0..<20 { desk.press(.down) }
  }

  /// Where the cursor of the board stands.
  private static func place(_ desk: Desk) -> Int { desk.state.board?.cursor ?? -1 }

  private static func asks(_ desk: Desk, _ find: @escaping (PolicyQuestion) -> Bool) -> Bool {
    desk.asked { if case .policy(let question, _) = $0 { find(question) } else { false } }
  }

  /// The id of the policy under the cursor.
  private static func current(_ desk: Desk) -> String { desk.state.board?.current?.policy.id ?? "none" }

  private static let policyList: [KeyCase] = [
    KeyCase(.up, in: .board, after: board) { place($1) == place($0) - 1 },
    KeyCase(.down, in: .board, after: board) { place($1) == place($0) + 1 },
    KeyCase(.pageUp, in: .board, after: board) { place($1) < place($0) - 1 && place($1) > 0 },
    KeyCase(.pageDown, in: .board, after: board) { place($1) > place($0) + 1 && place($1) < 39 },
    KeyCase(.top, in: .board, after: board) { place($1) == 0 },
    KeyCase(.bottom, in: .board, after: board) { place($1) == 39 },
    KeyCase(.policyRuns, in: .board, after: board) { before, after in
      asks(after) { $0 == .runs(current(before)) }
    },
    KeyCase(.newPolicy, in: .board, after: board) { $1.policyForm?.former == nil && $1.policyForm != nil },
    KeyCase(.editPolicy, in: .board, after: board) { $1.policyForm?.former?.id == current($0) },
    KeyCase(.applyPolicy, in: .board, after: board) { before, after in
      after.state.overlays.last?.scope == .policyVaults && current(after) == current(before)
    },
    KeyCase(.enablePolicy, in: .board, after: board) { before, after in
      let off = PolicyQuestion.edit(current(before), PolicyRequest(isEnabled: false))
      return after.question?.focused == 0 && after.question?.buttons.last?.answer == .policy(off)
    },
    KeyCase(
      .enablePolicy, in: .board,
      after: {
        board(&$0)
        $0.press(.down)
      }
    ) { before, after in
      asks(after) { $0 == .edit(current(before), PolicyRequest(isEnabled: true)) }
    },
    KeyCase(.runPolicy, in: .board, after: board) { before, after in
      after.question?.focused == 0 && after.question?.buttons.last?.answer == .policy(.run(current(before)))
    },
    KeyCase(.simulatePolicies, in: .board, after: board) { _, after in
      asks(after) { $0 == .simulate(nil, days: 90) }
    },
    KeyCase(.deletePolicy, in: .board, after: board) { before, after in
      after.question?.focused == 0 && after.question?.buttons.last?.answer == .policy(.delete(current(before)))
    },
    KeyCase(.help, in: .board, after: board) { $1.box?.title == "Policies" && $1.state.board != nil },
    KeyCase(.back, .interrupt, in: .board, after: board) { $1.state.board == nil },
    KeyCase(.redraw, in: .board, after: board) { after($1, .redraw) },
    KeyCase(.suspend, in: .board, after: board) { after($1, .suspend) },
  ]

  /// The vaults of the first policy, which is applied to the first of them alone.
  private static func vaults(_ steps: Int) -> @Sendable (inout Desk) -> Void {
    { desk in
      desk.press(.character("p"))
      var others = (1...40).map { number in
        var vault = PolicyBoardTests.servers
        (vault.id, vault.name) = ("v-\(number)", "servers-hk-\(number)")
        return vault
      }
      others.append(PolicyBoardTests.replicas)
      PolicyBoardTests.answer(&desk, .list(GoldenFrameTests.overviews, vaults: [PolicyBoardTests.servers] + others))
      desk.press(.character("a"))
      for _ in 0..<steps { desk.press(.down) }
    }
  }

  private static func row(_ desk: Desk) -> Int {
    if case .vaults(let cursor)? = desk.state.board?.mode { cursor } else { -1 }
  }

  private static let policyVaults: [KeyCase] = [
    KeyCase(.up, in: .policyVaults, after: vaults(20)) { row($1) == row($0) - 1 },
    KeyCase(.down, in: .policyVaults, after: vaults(20)) { row($1) == row($0) + 1 },
    KeyCase(.pageUp, in: .policyVaults, after: vaults(20)) { row($1) < row($0) - 1 },
    KeyCase(.pageDown, in: .policyVaults, after: vaults(10)) { row($1) > row($0) + 1 },
    KeyCase(.top, in: .policyVaults, after: vaults(20)) { row($1) == 0 },
    KeyCase(.bottom, in: .policyVaults, after: vaults(20)) { row($1) == 40 },
    KeyCase(.applyPolicy, in: .policyVaults, after: vaults(20)) { _, after in
      asks(after) { if case .apply("p-1", _, removing: false) = $0 { true } else { false } }
    },
    KeyCase(.takeOffPolicy, in: .policyVaults, after: vaults(0)) { _, after in
      asks(after) { $0 == .apply("p-1", PolicyVault(vault: "v-src"), removing: true) }
    },
    KeyCase(.help, in: .policyVaults, after: vaults(2)) { $1.box?.title == "Policies" },
    KeyCase(.back, .interrupt, in: .policyVaults, after: vaults(2)) { $1.state.overlays.last?.scope == .board },
    KeyCase(.redraw, in: .policyVaults, after: vaults(0)) { after($1, .redraw) },
    KeyCase(.suspend, in: .policyVaults, after: vaults(0)) { after($1, .suspend) },
  ]

  private static let policyForm: [KeyCase] = {
    let onRegion: @Sendable (inout Desk) -> Void = { desk in
      GoldenFrameTests.showPolicies(&desk)
      desk.press(.character("e"), .tab)
    }
    let changed: @Sendable (inout Desk) -> Void = { desk in
      GoldenFrameTests.showPolicies(&desk)
      desk.press(.character("e"))
      desk.type("-2")
    }
    return [
      KeyCase(.nextField, in: .policyForm, after: onRegion) { $1.policyForm?.focus == .vault },
      KeyCase(.previousField, in: .policyForm, after: onRegion) { $1.policyForm?.focus == .name },
      KeyCase(.choose, in: .policyForm, after: onRegion) { $0.policyForm?.region != $1.policyForm?.region },
      KeyCase(.submit, in: .policyForm, after: changed) { _, after in
        asks(after) { $0 == .edit("p-1", PolicyRequest(name: "nightly-copy-2")) }
      },
      KeyCase(.help, in: .policyForm, after: onRegion) { $1.box?.title == "Policy" },
      KeyCase(.cancel, .interrupt, in: .policyForm, after: onRegion) { $1.state.overlays.last?.scope == .board },
      KeyCase(.redraw, in: .policyForm, after: onRegion) { after($1, .redraw) },
      KeyCase(.suspend, in: .policyForm, after: onRegion) { after($1, .suspend) },
    ]
  }()
}

extension Desk {
  /// The fields of a policy, where they are open.
  var policyForm: PolicyForm? { if case .form(let form)? = state.board?.mode { form } else { nil } }
}
