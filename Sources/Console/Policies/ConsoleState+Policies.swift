internal import Canvas
internal import Replication

extension ConsoleState {
  /// The board, where it is open.
  var board: PolicyBoard? {
    for case .policies(let board) in overlays { return board }
    return nil
  }

  /// Opens the screen of policies.
  mutating func openPolicies() {
    overlays.append(.policies(PolicyBoard()))
    askPolicies(.list)
  }

  /// Fetches the policies again where they are shown.
  mutating func refreshPolicies() {
    if board != nil, !waiting.values.contains(.policy(.list)) { askPolicies(.list) }
  }

  mutating func askPolicies(_ question: PolicyQuestion) {
    outbox.append(.policy(question, request: asking(.policy(question))))
  }

  private mutating func change(_ body: (inout PolicyBoard) -> Void) {
    for index in overlays.indices {
      guard case .policies(var board) = overlays[index] else { continue }
      body(&board)
      overlays[index] = .policies(board)
    }
  }

  /// Whether the footer offers an action of the board: what is opened from its list only leads back, and what a cloud
  /// that runs its policies itself does not tell is not offered.
  func appliesOnBoard(_ action: Action) -> Bool {
    guard let board else { return true }
    switch board.mode {
    case .list:
      let needsNone: [Action] = [.newPolicy, .simulatePolicies, .help, .back]
      if board.policies?.isEmpty == true, !needsNone.contains(action) { return false }
      return setup.profile.runsPolicies || ![.policyRuns, .runPolicy, .simulatePolicies].contains(action)
    case .form: return true
    case .vaults(let cursor):
      // Of the two things Enter does, the one it does here.
      let isOn = board.applications.indices.contains(cursor) && board.former(board.applications[cursor]) != nil
      return action != (isOn ? .applyPolicy : .takeOffPolicy)
    case .runs, .simulation:
      return KeyTable.binding(of: action)?.isMutation != true && ![.policyRuns, .simulatePolicies].contains(action)
    }
  }

  // MARK: - Answers

  mutating func take(_ answer: PolicyAnswer) {
    switch answer {
    case .list(let policies, let vaults, let silent):
      let regions = regions
      change { board in
        board.take(policies, vaults, regions)
        board.silent = silent
      }
    case .runs(let policy, let runs, let items):
      notice = nil
      change { board in
        guard board.current?.policy.id == policy else { return }
        (board.mode, board.scroll) = (.runs(runs, items: items), 0)
      }
    case .simulation(let simulation):
      notice = nil
      change { ($0.mode, $0.scroll) = (.simulation(simulation), 0) }
    case .changed(let words):
      say(words)
      // Of the vaults mostly several are meant.
      change { if case .vaults = $0.mode {} else { $0.mode = .list } }
      if board != nil { askPolicies(.list) }
    case .began(let outcome):
      if let refusal = outcome.refused.first {
        say(refusal.message, .warning)
      } else {
        let skipped = Set(outcome.skipped.compactMap(\.source)).count
        say("\(outcome.tasks.count) tasks begun, \(skipped) skipped.")
      }
      askPolicies(.list)
    }
  }

  /// Lets the cursor go to a policy that was just made, so that what is said next is about it.
  mutating func awaitPolicy(_ request: PolicyRequest) { change { $0.made = request } }

  /// The form is kept as it was, and says what was refused.
  mutating func policyRefused(_ words: String) {
    change { board in
      guard case .form(var form) = board.mode else { return }
      form.isSending = false
      form.message = words
      board.mode = .form(form)
    }
  }

  // MARK: - Keys

  mutating func press(_ key: Key, _ actions: [Action], in board: PolicyBoard) {
    if case .form(let form) = board.mode { return press(key, actions.first, in: form) }
    if case .list = board.mode, key == .tab || key == .backTab { return leavePolicies(key == .tab) }
    guard let action = actions.first else { return }
    if KeyTable.binding(of: action)?.isMutation == true, let reason = setup.readOnlyReason { return sayNo(reason) }
    if action == .back { return close(board) }
    if action == .help { return openPolicyHelp(board) }
    switch board.mode {
    case .list: perform(action, on: board)
    case .vaults(let cursor): choose(action, cursor, board)
    case .runs, .simulation, .form: look(action)
    }
  }

  /// Goes on to the first tab, or back to the last one: policies stand behind them.
  private mutating func leavePolicies(_ isForward: Bool) {
    overlays.removeAll()
    if let tab = isForward ? service.tabs.first : service.tabs.last { show(service, tab) }
  }

  /// How far an action goes among so many rows or lines; nil where it goes nowhere.
  private func distance(_ action: Action, page: Int) -> Int? {
    switch action {
    case .up: -1
    case .down: 1
    case .pageUp: -max(1, page)
    case .pageDown: max(1, page)
    case .top: -Int(Int32.max)
    case .bottom: Int(Int32.max)
    default: nil
    }
  }

  private mutating func perform(_ action: Action, on board: PolicyBoard) {
    if let distance = distance(action, page: policyRows - 1) {
      let cursor = min(max(0, board.cursor + distance), max(0, (board.policies?.count ?? 0) - 1))
      return change { ($0.cursor, $0.made) = (cursor, nil) }
    }
    switch action {
    case .newPolicy:
      let form = form(nil, board)
      change { $0.mode = .form(form) }
    case .simulatePolicies: askPolicies(.simulate(nil, days: 90))
    case .editPolicy:
      guard let policy = board.current?.policy else { return sayNo("There is no policy yet; n makes one.") }
      let form = form(policy, board)
      change { $0.mode = .form(form) }
    default:
      guard let policy = board.current?.policy else { return sayNo("There is no policy yet; n makes one.") }
      perform(action, on: policy)
    }
  }

  private func form(_ policy: Policy?, _ board: PolicyBoard) -> PolicyForm {
    PolicyForm(policy, regions: regions, vaults: board.vaults, isLive: !setup.profile.runsPolicies)
  }

  private mutating func perform(_ action: Action, on policy: Policy) {
    switch action {
    case .policyRuns: askPolicies(.runs(policy.id))
    case .applyPolicy:
      let first = board.map(firstApplication) ?? 0
      change { $0.mode = .vaults(cursor: first) }
    case .enablePolicy:
      if policy.isEnabled { return askToDisable(policy) }
      askPolicies(.edit(policy.id, PolicyRequest(isEnabled: true)))
    case .runPolicy:
      if setup.profile.runsPolicies { return askToRun(policy) }
      sayNo("This cloud runs its policies itself; replicate the vault instead.")
    case .deletePolicy: askToDelete(policy)
    default: break
    }
  }

  private mutating func choose(_ action: Action, _ cursor: Int, _ board: PolicyBoard) {
    if let distance = distance(action, page: policyArea.rows - 3) {
      let row = min(max(0, cursor + distance), max(0, board.applications.count - 1))
      return change { $0.mode = .vaults(cursor: row) }
    }
    switch action {
    case .applyPolicy, .takeOffPolicy:
      guard let policy = board.current?.policy, board.applications.indices.contains(cursor) else { return }
      let wanted = board.applications[cursor]
      let former = board.former(wanted)
      askPolicies(.apply(policy.id, former ?? wanted, removing: former != nil))
    default: break
    }
  }

  private mutating func look(_ action: Action) {
    guard let board, let distance = distance(action, page: setup.size.rows - 6) else { return }
    let most = max(0, policyLines(board).count - policyArea.rows + 2)
    change { $0.scroll = min(max(0, $0.scroll + distance), most) }
  }

  // MARK: - The form

  private mutating func press(_ key: Key, _ action: Action?, in pressed: PolicyForm) {
    var form = pressed
    let vaults = board?.vaults ?? []
    if form.isSending { return action == .cancel ? change { $0.mode = .list } : () }
    switch action {
    case .nextField: form.step(1)
    case .previousField: form.step(-1)
    case .cancel: return leave(form)
    case .help: return board.map { openPolicyHelp($0) } ?? ()
    case .submit: return submit(form, vaults)
    case .choose:
      switch form.focus {
      case .ok: return submit(form, vaults)
      case .cancel: return leave(form)
      case _ where form.focus.isText: form.step(1)
      default: form.turn(1, regions: regions, vaults: vaults)
      }
    default:
      if form.focus.isText {
        let before = form.texts[form.focus]?.text
        _ = form.texts[form.focus]?.edit(key)
        if form.texts[form.focus]?.text != before { form.isEdited = true }
      } else if key == .left || key == .right {
        form.turn(key == .left ? -1 : 1, regions: regions, vaults: vaults)
      } else if key == .character(" ") {
        form.turn(1, regions: regions, vaults: vaults)
      }
    }
    form.message = ""
    let edited = form
    change { $0.mode = .form(edited) }
  }

  /// Closes the innermost part of the board, as Esc does there.
  mutating func close(_ board: PolicyBoard) {
    switch board.mode {
    case .list: overlays.removeLast()
    case .form(let form): leave(form)
    case .vaults, .runs, .simulation: change { ($0.mode, $0.scroll) = (.list, 0) }
    }
  }

  /// Closes the form; one that was filled in asks first.
  private mutating func leave(_ form: PolicyForm) {
    if form.isEdited { askToDiscard() } else { change { $0.mode = .list } }
  }

  /// Closes the form and forgets what was filled in.
  mutating func discardPolicyForm() { change { $0.mode = .list } }

  mutating func pasteIntoPolicies(_ text: String) {
    change { board in
      guard case .form(var form) = board.mode else { return }
      form.texts[form.focus]?.insert(text)
      form.isEdited = true
      board.mode = .form(form)
    }
  }

  /// Everything the rules have against the form.
  func problems(_ form: PolicyForm, _ board: PolicyBoard) -> [Refusal] {
    let request = form.request(vaults: board.vaults)
    // In a live account names are unique in their region.
    let others = (board.policies ?? []).map(\.policy).filter { $0.region == form.former?.region ?? request.region }
    return rules.policy(
      request, id: form.former?.id ?? "", former: form.former, others: others, regions: regions, vaults: board.vaults,
      at: now
    ).refused
  }

  private mutating func submit(_ pressed: PolicyForm, _ vaults: [Vault]) {
    guard let board else { return }
    var form = pressed
    if board.policies == nil || regions.isEmpty {
      form.message = "Regions, vaults and policies are still being read; try again soon."
      let early = form
      change { $0.mode = .form(early) }
      return refreshPolicies()
    }
    form.shows = true
    if let first = problems(form, board).first {
      form.focus = Self.slot(of: first, form)
      let kept = form
      return change { $0.mode = .form(kept) }
    }
    let request = form.request(vaults: vaults)
    if request == PolicyRequest() { return change { $0.mode = .list } }
    (form.isSending, form.message) = (true, "")
    let sent = form
    change { $0.mode = .form(sent) }
    askPolicies(form.former.map { .edit($0.id, request) } ?? .create(request))
  }

  private static func slot(of refusal: Refusal, _ form: PolicyForm) -> PolicySlot {
    switch refusal.field {
    case .schedule: .schedule
    case .timeZone: .zone
    case .region where form.slots.contains(.home) && refusal.code == .regionRequired && form.home.isEmpty: .home
    case .region, .project: .region
    case .vault: .vault
    case .sample: .drill
    case .retention: PolicySlot.retention.first { !form.text($0).isEmpty } ?? .last
    default: .name
    }
  }
}
