internal import Canvas
internal import Foundation
internal import Replication

extension ConsoleState {
  /// Works out how boxes of text are drawn, once for all frames.
  mutating func layOutBoxes() {
    for index in overlays.indices {
      guard case .text(var box) = overlays[index] else { continue }
      box.layOut(columns: Layout.columns(in: setup.size))
      overlays[index] = .text(box)
    }
  }

  /// Takes one event in; effects are collected in the outbox.
  mutating func take(_ event: ConsoleEvent) {
    switch event {
    case .started: start()
    case .input(let input): take(input)
    case .clock: break
    case .timer(let timer): take(timer)
    case .changed: refresh()
    case .regions(let regions): take(regions)
    case .activity(let activity):
      follow(activity)
      take(activity)
      lookUpSources()
    case .context(let name, let profile): open(context: name, profile)
    case .contexts(let contexts): setup.contexts = contexts
    case .settings(let preferences, let themes, let readOnly): take(preferences, themes, readOnly)
    case .notice(let notice): say(notice.text, notice.level)
    case .unread(let explanation):
      accountTrouble = Self.sentence(explanation)
      say(Self.sentence(explanation), .error)
    case .looked(let troubles): take(troubles)
    default: takeAnswer(event)
    }
  }

  private mutating func takeAnswer(_ event: ConsoleEvent) {
    switch event {
    case .counts(let counts, let request): if expected(request) != nil { self.counts = counts }
    case .rows(let rows, let request): take(rows, for: expected(request), request)
    case .total(let total, let request): take(total: total, for: expected(request))
    case .tasks(let tasks, let request): take(tasks, for: expected(request))
    case .found(let found, let request): take(found, for: expected(request))
    case .vaults(let vaults, let request): take(vaults, for: expected(request))
    case .lag(let facts, let request): if expected(request) != nil { openLagBoard(facts) }
    case .plan(let plan, let request):
      if expected(request) != nil {
        changeForms { if $0.sourceCount > 0 { $0.take(plan) } }
        checkSelection()
      }
    case .admitted(let admission, let request): take(admission, for: expected(request))
    case .deleted(let deletion, let request): take(deletion, for: expected(request))
    case .vaultSaved(let vault, let request): if expected(request) != nil { vaultSaved(vault) }
    case .steered(let task, let request):
      if expected(request) != nil { say("\(task.type.label): \(task.status.label.lowercased()).") }
    case .policy(let answer, let request): take(answer, for: expected(request))
    case .placeCounts(let counts, let request): if expected(request) != nil { take(counts) }
    case .refused(let refusals, let request): take(refusals, for: expected(request))
    case .failed(let explanation, let request):
      let purpose = request.flatMap { expected($0) }
      if purpose != nil || request == nil { take(explanation, for: purpose) }
    default: break
    }
  }

  /// The purpose of an answer, which is waited for no longer; nil when it is late.
  private mutating func expected(_ request: Int) -> Waiting? { waiting.removeValue(forKey: request) }

  /// Notes that an answer is waited for and returns its number.
  mutating func asking(_ purpose: Waiting) -> Int {
    sequence += 1
    waiting[sequence] = purpose
    return sequence
  }

  /// Drops answers still on their way.
  mutating func forget(_ condition: (Waiting) -> Bool) { waiting = waiting.filter { !condition($0.value) } }

  private mutating func start() {
    outbox += [.regions, .activity(limit: Self.activityLimit)]
    fetchRows()
    fetchCounts()
    if let notice { outbox.append(.startTimer(.flash, after: noticeTime(notice))) }
    awaitNextMinute()
    if setup.scope == nil { openPicker() }
  }

  private mutating func take(_ timer: TimerID) {
    switch timer {
    case .pane: followRow()
    case .plan: askForPlan()
    case .flash:
      notice = laterNotices.isEmpty ? nil : laterNotices.removeFirst()
      if let notice { outbox.append(.startTimer(.flash, after: noticeTime(notice))) }
    case .stall: outbox.append(.activity(limit: Self.activityLimit))
    case .interrupt: interruptIsArmed = false
    case .minute: awaitNextMinute()
    }
  }

  /// What is drawn then has the time of then; nothing needs to be fetched.
  private mutating func awaitNextMinute() {
    guard setup.preferences.clock else { return }
    let rest = 60 - now.timeIntervalSince1970.truncatingRemainder(dividingBy: 60)
    outbox.append(.startTimer(.minute, after: .milliseconds(Int((rest * 1_000).rounded()) + 20)))
  }

  private mutating func take(_ regions: [Region]) {
    self.regions = regions
    knowsRegions = true
    if !regions.isEmpty { accountTrouble = nil }
    if let id = scope.region, !regions.contains(where: { $0.id == id }) { show(Scope.everything) }
    refreshPicker()
    checkRegions()
  }

  /// Fetches again whatever is on the screen.
  mutating func refresh() {
    // What is known of them is shown until it is answered anew.
    pane.askedSources = []
    outbox += [.regions, .activity(limit: Self.activityLimit)]
    fetchCounts()
    fetchRows()
    followRow()
    refreshPage()
    refreshFormVaults()
    refreshPolicies()
    // A live cloud is asked when vaults are opened, not at every change of the catalog.
    if setup.profile.reportsBytes { fetchVaultPolicies() }
    if isPicking { fetchPlaceCounts() }
  }

  /// Says once what keeps tasks from being followed, and once that nothing does any more.
  private mutating func take(_ troubles: [String: Explanation]) {
    let former = unasked
    unasked = Dictionary(
      uniqueKeysWithValues: troubles.map { id, trouble in
        let reason = trouble.code.split(separator: "-").joined(separator: " ")
        return (id, Unasked(since: former[id]?.since ?? clock, reason: reason))
      })
    let known = Set(former.values.map(\.reason))
    let news = unasked.sorted { $0.key < $1.key }.first { !known.contains($0.value.reason) }
    if let trouble = news.flatMap({ troubles[$0.key] }) {
      say("What is in flight cannot be followed: \(Self.sentence(trouble))", .warning)
    } else if troubles.isEmpty, !former.isEmpty {
      say("What is in flight is followed again.")
    }
  }

  private mutating func take(_ preferences: Preferences, _ themes: [ThemeOffer], _ readOnly: String?) {
    let clockBegins = preferences.clock && !setup.preferences.clock
    setup.preferences = preferences
    if clockBegins { awaitNextMinute() }
    setup.themes = themes
    setup.readOnly = readOnly
    // A theme that is only looked at is settled or left by its own dialog.
    if case .chooser(let chooser)? = overlays.last, chooser.purpose == .theme { return }
    showTheme(setup.theme)
    say("config.yaml and the themes were read again.")
  }

  private mutating func open(context name: String, _ profile: ProviderProfile) {
    let known = setup
    var fresh = ConsoleState(setup: known)
    fresh.setup.context = name
    fresh.setup.profile = profile
    fresh.setup.scope = nil
    fresh.setup.notices = []
    fresh.setup.now = clock
    fresh = ConsoleState(setup: fresh.setup)
    fresh.sequence = sequence
    fresh.messages = messages
    fresh.history = history
    fresh.bells = bells
    fresh.clock = clock
    fresh.now = now
    self = fresh
    start()
  }

  /// Tasks asked for the pane.
  static let activityLimit = 64
}
