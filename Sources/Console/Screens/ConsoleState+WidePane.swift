internal import Canvas
internal import Replication

internal import struct Foundation.Date

extension ConsoleState {
  /// The tasks of the pane over the whole screen: what runs in the order it was admitted, the queue, then what rests and
  /// the latest that ended; an order that does not change while bars move.
  var wideTasks: [CloudTask] {
    var known: [String: CloudTask] = [:]
    for task in activity.recent + pane.tasks where task.type != .delete { known[task.id] = task }
    func older(_ left: CloudTask, _ right: CloudTask) -> Bool {
      (left.createdAt, left.id) < (right.createdAt, right.id)
    }
    func latest(_ task: CloudTask) -> Date { task.endedAt ?? task.startedAt ?? task.createdAt }
    let tasks = known.values
    let running = tasks.filter { $0.status == .running }.sorted(by: older)
    let waiting = tasks.filter { $0.status == .waiting }.sorted(by: older)
    let resting = tasks.filter { $0.status == .paused || $0.status == .interrupted }.sorted(by: older)
    let ended = tasks.filter(\.status.hasEnded).filter(Self.isForAll)
      .sorted { (latest($0), $0.id) > (latest($1), $1.id) }
    return running + waiting + resting + ended
  }

  /// The lines of the pane over the whole screen: a summary, then two lines for each transfer.
  var widePaneLines: [PaneLine] {
    let tasks = wideTasks
    guard !tasks.isEmpty else { return [] }
    return [summaryLine(tasks)] + tasks.flatMap(transferLines)
  }

  private func summaryLine(_ tasks: [CloudTask]) -> PaneLine {
    let running = tasks.filter { $0.status == .running }
    let stalled = running.filter { transfers.stalled($0, now: now) != nil }.count
    let rate = running.reduce(0) { $0 + ($1.rate ?? 0) }
    let counts = [
      (activity.running, "running"), (activity.queued, "waiting"), (stalled, "stalled"),
      (tasks.filter { $0.status == .paused }.count, "paused"),
    ]
    var words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    if words.isEmpty, activity.failed == 0 { words = ["nothing is running"] }
    func whole(_ failed: String, _ rateUnit: String) -> [String] {
      words + (activity.failed > 0 ? ["\(activity.failed) \(failed)"] : [])
        + (rate > 0 ? [Self.rateWords(rate) + rateUnit] : [])
    }
    let (long, short) = (whole("failed or interrupted", " together"), whole("failed", ""))
    let room = setup.size.columns - 2
    // Closer together, then in fewer words, where it would be cut.
    let texts = [long.joined(separator: "   "), long.joined(separator: ", "), short.joined(separator: ", ")]
    let text = texts.first { Display.width(of: $0) <= room } ?? texts[2]
    return PaneLine(parts: [PanePart(column: 1, width: room, text: text, role: .strong)])
  }

  private func transferLines(_ task: CloudTask) -> [PaneLine] {
    var lines = [PaneLine(parts: headParts(task))]
    switch task.status {
    case .running, .paused, .interrupted: lines.append(PaneLine(parts: barParts(task)))
    case .waiting:
      lines.append(PaneLine(parts: [note(waitingReason(task), unaskedWords(task) == nil ? .dim : .warning)]))
    case .success, .failed, .cancelled, .skipped: break
    }
    if let error = task.error {
      lines += Sheet.wrap(shortened(error), columns: setup.size.columns - 5).prefix(4).map {
        PaneLine(parts: [note($0, .error)])
      }
    }
    return lines
  }

  private func note(_ text: String, _ role: Role) -> PanePart {
    PanePart(column: 3, width: setup.size.columns - 4, text: text, role: role)
  }

  /// Name, from where to where, both ends' states, the phase, who and where.
  private func headParts(_ task: CloudTask) -> [PanePart] {
    let width = setup.size.columns - 2
    let name = min(36, max(10, width / 4))
    let isRoomy = width >= 118
    let route = isRoomy ? 31 : 9
    let source = isRoomy ? 18 : 7
    var parts: [PanePart] = []
    var column = 1
    func add(_ text: String, _ columns: Int, _ role: Role = .text) {
      parts.append(PanePart(column: column, width: min(columns, width + 1 - column), text: text, role: role))
      column += columns + 1
    }
    add(task.source?.name ?? task.target?.name ?? task.type.label, name, .strong)
    add(self.route(task, isRoomy: isRoomy), route)
    add(sourceState(task, isRoomy: isRoomy), source, .dim)
    add(Glyphs(setup.glyphs).arrow, 2, .dim)
    add(Self.targetState(task), 11, task.status.role)
    add(phaseWords(task), isRoomy ? 22 : 11, .dim)
    let who = task.requestedBy.description
    let rest = width + 1 - column
    if rest > 3 { parts.append(PanePart(column: column, width: rest, text: who, role: .dim, isRight: true)) }
    return parts
  }

  private func route(_ task: CloudTask, isRoomy: Bool) -> String {
    let codes = codes
    let ends = [task.source?.region, task.target?.region].compactMap { $0 }
    let places = Set(ends).count == 1 ? [ends[0]] : ends
    let arrow = Glyphs(setup.glyphs).arrow
    if isRoomy { return places.map { regionName($0, columns: 14) }.joined(separator: " \(arrow) ") }
    return places.map { codes[$0] }.joined(separator: arrow)
  }

  /// The state of what is read: a replication locks it and leaves it usable.
  private func sourceState(_ task: CloudTask, isRoomy: Bool) -> String {
    guard !task.status.hasEnded, task.source != nil else { return "" }
    switch task.type {
    case .replication: return isRoomy ? "Available, locked" : "locked"
    case .copy: return isRoomy ? "Normal, locked" : "locked"
    default: return ""
    }
  }

  private func phaseWords(_ task: CloudTask) -> String {
    switch task.status {
    case .running: return task.phase.rawValue
    case .success: return task.endedAt.map { "\(Words.age($0, now: now)) ago" } ?? ""
    case .failed, .cancelled, .skipped: return task.endedAt.map { "\(Words.age($0, now: now)) ago" } ?? ""
    case .waiting, .paused, .interrupted: return ""
    }
  }

  /// Bar, share, rate, time left and the graph of the rate; every figure in a place of its own.
  private func barParts(_ task: CloudTask) -> [PanePart] {
    let width = setup.size.columns - 2
    let bar = min(48, max(8, width / 4))
    let glyphs = Glyphs(setup.glyphs)
    var column = 3
    let drawn = glyphs.bar(Double(task.percent) / 100, columns: bar)
    let done = Display.width(of: drawn.done)
    let role: Role = task.status.role == .statusCopying ? .barDone : task.status.role
    var parts = [
      PanePart(column: column, width: done, text: drawn.done, role: role),
      PanePart(column: column + done, width: bar - done, text: drawn.rest, role: .barRest),
    ]
    column += bar + 1
    func add(_ text: String, _ columns: Int, _ role: Role = .text, right: Bool = false) {
      let room = min(columns, width + 1 - column)
      if room > 0 { parts.append(PanePart(column: column, width: room, text: text, role: role, isRight: right)) }
      column += columns + 1
    }
    if let tail = tailWords(task) {
      // A live cloud has no graph behind it.
      add(tail.words, task.isLive ? 84 : 44, tail.role)
    } else {
      add("\(task.percent) %", 5, right: true)
      add(bytes(task), 19, .dim)
      let rate = task.status == .running ? task.rate ?? 0 : 0
      add(rate > 0 ? Self.rateWords(rate) : "", 10, right: true)
      add(task.etaSeconds.map { "ETA \(Words.duration($0))" } ?? "", 11)
    }
    let graph = min(40, width - column)
    // A live cloud tells no rate that could be drawn.
    if graph >= 4, task.status == .running, !task.isLive { add(self.graph(task, columns: graph), graph, .accent) }
    return parts
  }

  /// The rate of the last minutes in block characters.
  private func graph(_ task: CloudTask, columns: Int) -> String {
    let (rates, ceiling) = transfers.sweep(task, columns: columns)
    return Glyphs(setup.glyphs).graph(rates, ceiling: ceiling)
  }

  /// What stands in the place of percent and time left where those would be dishonest: a stall, or work after the last
  /// byte, by its name and age; nil while bytes move.
  func tailWords(_ task: CloudTask) -> (words: String, role: Role)? {
    guard task.status == .running else { return nil }
    // What a live cloud does not tell is not said for it.
    if task.isLive { return standing(task) }
    if let seconds = transfers.stalled(task, now: now) {
      return ("\(task.percent) %   stalled: no byte for \(Words.span(seconds))", .warning)
    }
    let isThrough = task.bytesTotal > 0 && task.bytesDone >= task.bytesTotal
    guard isThrough || task.phase == .publishing || task.phase == .cleaning else { return nil }
    let age = transfers.phaseAge(task, now: now).map { " for \(Words.span($0))" } ?? ""
    return ("\(isThrough ? "all bytes are there; " : "")\(task.phase.rawValue)\(age)", .text)
  }

  /// Since when a live cloud tells the percent it tells, also where this console was not open then.
  private func standing(_ task: CloudTask) -> (words: String, role: Role)? {
    if let words = doubt(task) { return ("\(task.percent) %   \(words)", .warning) }
    let unchanged = transfers.stalled(task, now: now).map { now.addingTimeInterval(-$0) }
    guard let since = task.standsSince ?? unchanged else { return nil }
    let stands = now.timeIntervalSince(since) >= TransferLog.livePatience
    return ("\(task.percent) %   \(stands ? "no change " : "")since \(when(since))", stands ? .warning : .text)
  }

  /// Since when the cloud cannot be asked about a task, and why; nil where it can.
  func unaskedWords(_ task: CloudTask) -> String? {
    unasked[task.id].map { "not asked since \(when($0.since)): \($0.reason)" }
  }

  /// Why what is known of a task may be old: it cannot be asked about, or one of its regions is out of reach; nil where
  /// nothing speaks against it.
  func doubt(_ task: CloudTask) -> String? {
    if let words = unaskedWords(task) { return words }
    guard task.isLive, !task.status.hasEnded else { return nil }
    for end in [task.source, task.target].compactMap({ $0 }) {
      guard let region = regions.first(where: { $0.id == end.region }), region.unreachable != nil else { continue }
      return "\(region.name) out of reach" + (region.refreshedAt.map { ", read \(Words.age($0, now: now)) ago" } ?? "")
    }
    return nil
  }

  /// A time of today, or a moment with its date.
  private func when(_ date: Date) -> String {
    now.timeIntervalSince(date) < 86_400
      ? Words.clock(date, secondsFromUTC: setup.secondsFromUTC(date)) : moment(date)
  }

  static func rateWords(_ rate: Double) -> String {
    rate.isFinite && rate > 0 && rate < 9e18 ? "\(ByteFormat.short(Int64(rate)))/s" : ""
  }

  /// Why a task has not begun: nobody can be asked, a store out of reach, or its place in the queue.
  func waitingReason(_ task: CloudTask) -> String {
    if let words = unaskedWords(task) { return words }
    let since = "waiting for \(Words.age(task.createdAt, now: now))"
    for end in [task.source, task.target].compactMap({ $0 }) {
      if let reason = regions.first(where: { $0.id == end.region })?.unreachable {
        return "\(since): \(regionName(end.region)) is out of reach: \(reason)"
      }
    }
    guard activity.running > 0 else { return "\(since): nothing is running yet" }
    return "\(since): \(queuePlace(task)), \(activity.running) running"
  }

  /// The place of a waiting task among those that wait; tasks that are not known here are older ones.
  func queuePlace(_ task: CloudTask) -> String {
    let younger = activity.recent.filter {
      $0.status == .waiting && ($0.createdAt, $0.id) > (task.createdAt, task.id)
    }
    return "number \(max(1, activity.queued - younger.count)) in the queue"
  }
}
