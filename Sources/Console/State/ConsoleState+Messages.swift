internal import Canvas
internal import Replication

internal import struct Foundation.Date

extension ConsoleState {
  /// Puts a sentence on the message line for a while, and into the history.
  mutating func say(_ text: String, _ level: Notice.Level = .note) {
    let notice = Notice(shortened(text), level)
    show(notice)
    keep(notice)
  }

  /// Says why a key does nothing here; the next key takes the sentence away, so that it never hides what works there.
  mutating func sayNo(_ text: String) {
    show(Notice(shortened(text), .warning))
    noticeYields = true
  }

  private mutating func show(_ notice: Notice) {
    self.notice = notice
    noticeYields = false
    saidCount += 1
    outbox.append(.startTimer(.flash, after: noticeTime(notice)))
  }

  /// Where the keys are; a sentence does not follow to another place.
  var noticePlace: NoticePlace {
    NoticePlace(
      scopes: overlays.map(\.scope), pages: pages.count, service: service, tab: tab, scope: scope,
      isFiltering: filter != nil, extent: pane.extent)
  }

  /// How long a notice stays: warnings and errors twice as long.
  func noticeTime(_ notice: Notice) -> Duration {
    .seconds(setup.preferences.notices * (notice.level == .note ? 1 : 2))
  }

  /// Adds to the history.
  mutating func keep(_ notice: Notice) {
    messages.append(Message(date: clock, notice: notice))
    if messages.count > Message.limit { messages.removeFirst(messages.count - Message.limit) }
  }

  /// The history, the latest first.
  mutating func openMessages() {
    let lines = messages.reversed().map { message in
      let role: Role = message.notice.level == .error ? .error : message.notice.level == .warning ? .warning : .text
      let time = Words.clockWithSeconds(message.date, secondsFromUTC: setup.secondsFromUTC(message.date))
      return TextLine(message.notice.text, label: time, role: role)
    }
    let words = lines.isEmpty ? [TextLine("Nothing has been said yet.", role: .dim)] : lines
    overlays.append(.text(TextBox(title: "Messages", lines: words, query: TextField())))
  }

  // MARK: Replications that end

  /// Takes in what goes on, and tells of replications and copies that have ended since the last time.
  mutating func take(_ activity: Activity) {
    self.activity = activity
    let ended = activity.recent.filter(Self.isToldOf)
    let unknown = ended.filter { !toldEnds.contains(Self.end($0)) }
    toldEnds.formUnion(ended.map(Self.end))
    // What had ended before the console was opened is no news, whenever it comes into sight.
    let news = unknown.filter { ($0.endedAt ?? clock) >= openedAt }
    guard knowsActivity, !news.isEmpty else { return knowsActivity = true }
    if setup.preferences.bell { bells += 1 }
    let failed = news.filter { $0.status != .success }
    let words = news.count == 1 ? endWords(news[0]) : endWords(of: news.count, failed: failed.count)
    say(words, failed.isEmpty ? .note : .error)
    headline = words
  }

  private static func isToldOf(_ task: CloudTask) -> Bool {
    guard task.type == .replication || task.type == .copy else { return false }
    return task.status == .success || task.status == .failed || task.status == .interrupted
  }

  /// One end of a task; a retried one ends again.
  private static func end(_ task: CloudTask) -> String { "\(task.id) \(task.status.rawValue) \(task.retries)" }

  private func endWords(_ task: CloudTask) -> String {
    let name = task.source?.name ?? task.target?.name ?? task.id
    let place = task.target.map { regionName($0.region) } ?? ""
    let verb = task.type == .copy ? "copied" : "replicated"
    switch task.status {
    case .success: return "\(name) is \(verb) to \(place)\(proves ? " and verified" : "")."
    case .interrupted: return "\(name) to \(place) was interrupted at \(task.percent) %. \(task.error ?? "")"
    default: return "\(name) could not be \(verb) to \(place). \(task.error ?? "")"
    }
  }

  private func endWords(of count: Int, failed: Int) -> String {
    let (good, word) = (count - failed, proves ? "verified" : "done")
    if failed == 0 { return "\(count) replications have ended, all \(word)." }
    return "\(count) replications have ended: \(good) \(word), \(failed) not."
  }

  /// Whether what has arrived was read back; a live cloud says no such thing.
  var proves: Bool { setup.profile.reportsBytes }

  /// The title of the terminal's window; nil leaves it alone.
  var windowTitle: String? {
    guard setup.preferences.title else { return nil }
    if let headline { return "Farshore: \(headline)" }
    let running = activity.running > 0 ? ", \(activity.running) running" : ""
    return "Farshore: \(setup.context)\(running)"
  }
}
