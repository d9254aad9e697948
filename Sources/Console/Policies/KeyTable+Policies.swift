internal import Canvas

extension KeyTable {
  /// The keys of the screen of policies, and the one that opens it.
  static let policies: [Binding] = [
    Binding(
      .policies, [.character("p")], "Policies", "Policies: what runs by itself, when, and what it keeps", in: .frame),
    Binding(.up, [.up, .character("k")], "Up", "One row up", in: [.board, .policyVaults]),
    Binding(.down, [.down, .character("j")], "Down", "One row down", in: [.board, .policyVaults]),
    Binding(.pageUp, [.pageUp, .control("b")], "Page up", "One page up", in: [.board, .policyVaults]),
    Binding(.pageDown, [.pageDown, .control("f")], "Page down", "One page down", in: [.board, .policyVaults]),
    Binding(.top, [.character("g"), .home], "Top", "The first row", in: [.board, .policyVaults]),
    Binding(.bottom, [.character("G"), .end], "Bottom", "The last row", in: [.board, .policyVaults]),
    Binding(.policyRuns, [.enter], "Runs", "What its last runs did", in: [.board], footer: 1),
    Binding(.newPolicy, [.character("n")], "New", "A new policy", in: [.board], mutates: true, footer: 2),
    Binding(.editPolicy, [.character("e")], "Edit", "Change the policy", in: [.board], mutates: true, footer: 3),
    Binding(
      .applyPolicy, [.character("a")], "Apply", "Apply it to a vault, or take it off", in: [.board], mutates: true,
      footer: 4),
    Binding(
      .enablePolicy, [.character("x")], "On/off", "Switch it on, or off, which asks first", in: [.board], mutates: true,
      footer: 5),
    Binding(.runPolicy, [.character("r")], "Run", "Run it now; asks first", in: [.board], mutates: true, footer: 6),
    Binding(
      .simulatePolicies, [.character("s")], "Simulate", "What all policies would do within 90 days", in: [.board],
      footer: 7),
    Binding(
      .deletePolicy, [.delete, .character("D")], "Delete", "Delete the policy; asks first", in: [.board],
      mutates: true, footer: 8),
    Binding(
      .help, [.character("?"), .function(1)], "Help", "These keys", in: [.board, .policyVaults], footer: 9),
    Binding(.back, [.escape, .character("q")], "Back", "One step back", in: [.board, .policyVaults], footer: 10),
    Binding(
      .applyPolicy, [.enter, .character(" ")], "Apply", "Apply the policy to the vault", in: [.policyVaults],
      mutates: true, footer: 1),
    Binding(
      .takeOffPolicy, [.enter, .character(" ")], "Take off", "Take the policy off the vault", in: [.policyVaults],
      mutates: true, footer: 2),
    Binding(.nextField, [.tab, .down], "Next", "The next field", in: [.policyForm], footer: 1),
    Binding(.previousField, [.backTab, .up], "Back", "The previous field", in: [.policyForm], footer: 2),
    Binding(
      .choose, [.enter], "Choose", "The next value, or press the button", in: [.policyForm], footer: 3),
    Binding(.submit, [.control("s")], "OK", "OK from anywhere", in: [.policyForm], mutates: true, footer: 4),
    Binding(.cancel, [.escape], "Cancel", "Leave the policy as it was", in: [.policyForm], footer: 5),
    Binding(
      .help, [.function(1)], "Help", "What belongs into the fields, and these keys", in: [.policyForm], footer: 6),
  ]
}
