internal import Canvas
internal import Replication

internal import struct Foundation.Date

extension ConsoleState {
  /// The tasks of the pane: the row's own, then the most recent ones; what moves comes first in both.
  var paneTasks: [CloudTask] {
    // Of each source only the latest task to each region: earlier tries are in the Tasks tab.
    var seen: Set<SourceLink> = []
    let own = pane.tasks.filter { task in
      // How a row was made is old news; what became of a replication, an image or a verification is not.
      if task.status.hasEnded, task.type == .backup || task.type == .snapshot { return false }
      return seen.insert(SourceLink(id: task.source?.id ?? task.id, region: task.target?.region ?? "")).inserted
    }
    let isMoving = own.contains { !$0.status.hasEnded }
    let shown = Set(own.map(\.id))
    var others = activity.recent.filter { !shown.contains($0.id) && Self.isForAll($0) }
    // Beside what moves here only what moves elsewhere is of interest.
    if isMoving, pane.extent != .enlarged { others.removeAll { $0.status != .running && $0.status != .waiting } }
    return own + Self.latestFirst(others).prefix(Self.dockedLimit)
  }

  /// The most tasks of others beside the row's own while the pane is docked.
  private static let dockedLimit = 12

  /// Whether a task is of interest beside a row it does not touch: replications, and whatever moves.
  static func isForAll(_ task: CloudTask) -> Bool {
    task.type == .replication || task.type == .copy || task.status == .running
  }

  /// What runs or waits, then the others by when they last did anything: an old interruption sinks with time.
  private static func latestFirst(_ tasks: [CloudTask]) -> [CloudTask] {
    func isUnderWay(_ task: CloudTask) -> Bool { task.status == .running || task.status == .waiting }
    func latest(_ task: CloudTask) -> Date { task.endedAt ?? task.startedAt ?? task.createdAt }
    return tasks.filter(isUnderWay)
      + tasks.filter { !isUnderWay($0) }.sorted { (latest($0), $0.id) > (latest($1), $1.id) }
  }

  /// The lines of the pane: every source, its targets beneath it.
  var paneLines: [PaneLine] {
    if pane.extent == .enlarged { return widePaneLines }
    var lines: [PaneLine] = []
    var seen: Set<String> = []
    let tasks = paneTasks
    for task in tasks {
      let key = task.source?.id ?? task.id
      guard seen.insert(key).inserted else { continue }
      let group = tasks.filter { ($0.source?.id ?? $0.id) == key }
      if !lines.isEmpty { lines.append(PaneLine()) }
      lines.append(sourceLine(group))
      for member in group { lines += targetLines(member) }
    }
    return lines
  }

  /// The columns a region has in the pane.
  private var placeColumns: Int { min(24, max(8, setup.size.columns / 6)) }

  private func sourceLine(_ group: [CloudTask]) -> PaneLine {
    guard let task = group.first else { return PaneLine() }
    var line = PaneLine(label: "SOURCE")
    line.name = task.source?.name ?? task.type.label
    line.place = task.source.map { regionName($0.region, columns: placeColumns) } ?? ""
    let isLocked = group.contains { !$0.status.hasEnded }
    var words: [String] = []
    let locks = isLocked && (task.type == .replication || task.type == .copy)
    switch known(task.source?.id, isLocked: locks) {
    case .backup(let backup)?: (words, line.role) = ([backup.status.label], backup.status.role)
    case .snapshot(let snapshot)?: (words, line.role) = ([snapshot.state.label], snapshot.state.role)
    // Only what is available is replicated, and it stays so while it is locked.
    case .vault?, .task?, .image?, .audit?, nil:
      if locks {
        words = [task.type == .copy ? SnapshotState.normal.label : BackupStatus.available.label]
      } else if let id = task.source?.id, pane.sources[id] == .some(nil) {
        (words, line.role) = (["Deleted"], .statusOff)
      }
    }
    if locks { words.append(words.isEmpty ? "Locked" : "locked") }
    // Who asked, and where: another console or command line may be at work here.
    let moving = group.filter { !$0.status.hasEnded }
    if !moving.isEmpty { words.append("by " + Self.distinct(moving.map(\.requestedBy.description))) }
    line.state = words.joined(separator: ", ")
    return line
  }

  /// The row of a source as far as this list knows it; what is locked is not searched for, its state is certain.
  private func known(_ id: String?, isLocked: Bool) -> Row? {
    if let row = list.current, row.id == id { return row }
    if isLocked { return nil }
    return list.rows.first { $0.id == id } ?? id.flatMap { pane.sources[$0] ?? nil }
  }

  /// Looks up the sources of ended tasks in the docked pane whose rows another list holds; as many as can be seen.
  mutating func lookUpSources() {
    let rows = Layout(self).pane.rows
    guard pane.extent == .docked, rows > 0 else { return }
    var wanted: [CloudTask] = []
    let kinds: [TaskType: Found.Kind] = [
      .replication: .backup, .image: .backup, .filesystem: .backup, .copy: .snapshot,
    ]
    for task in paneTasks where kinds[task.type] != nil {
      // What is locked is available.
      if !task.status.hasEnded, task.type == .replication || task.type == .copy { continue }
      guard let id = task.source?.id, !wanted.contains(where: { $0.source?.id == id }) else { continue }
      wanted.append(task)
      if wanted.count * 2 >= rows { break }
    }
    let ids = Set(wanted.compactMap { $0.source?.id })
    pane.sources = pane.sources.filter { ids.contains($0.key) }
    pane.askedSources.formIntersection(ids)
    let here = Set(list.rows.map(\.id))
    for task in wanted {
      guard let id = task.source?.id, !here.contains(id), !pane.askedSources.contains(id),
        !waiting.values.contains(.paneSource(id))
      else { continue }
      pane.askedSources.insert(id)
      outbox.append(.find(kinds[task.type] ?? .backup, id: id, request: asking(.paneSource(id))))
    }
  }

  mutating func takeSource(_ found: Found?, of id: String) { pane.sources[id] = .some(found.map { Row($0) }) }

  private static func distinct(_ words: [String]) -> String {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }.joined(separator: ", ")
  }

  private func targetLines(_ task: CloudTask) -> [PaneLine] {
    var line = PaneLine(label: Self.targetLabel(task))
    // What makes nothing, such as a drill, is named by what it reads.
    let subject = task.target ?? task.source
    line.name = subject?.name ?? ""
    line.place = subject.map { regionName($0.region, columns: placeColumns) } ?? ""
    line.state = Self.targetState(task)
    line.role = task.status.role
    var lines: [PaneLine] = []
    switch task.status {
    case .running, .paused, .interrupted:
      line.detail = [task.status == .running ? task.phase.rawValue : "", bytes(task)]
        .filter { !$0.isEmpty }.joined(separator: "  ")
      var bar = PaneLine()
      bar.bar = (Double(task.percent) / 100, trailer(task), tailWords(task)?.role ?? .text)
      bar.role = task.status.role
      lines = [line, bar]
    case .waiting:
      line.detail = "\(queuePlace(task)), \(ByteFormat.short(task.bytesTotal))"
      let isOutOfReach = regions.contains { region in
        region.unreachable != nil && (region.id == task.target?.region || region.id == task.source?.region)
      }
      let reason = isOutOfReach || unaskedWords(task) != nil ? waitingReason(task) : nil
      lines = [line] + (reason.map { [PaneLine(role: .warning, detail: $0)] } ?? [])
    case .success:
      // A live cloud does not say that it has read back what it copied.
      let proves = proves && [.replication, .copy, .verify].contains(task.type)
      let verb = proves ? "verified" : "done"
      line.detail = task.endedAt.map { "\(verb) \(Words.age($0, now: now)) ago" } ?? verb
      lines = [line]
    case .failed, .cancelled, .skipped:
      line.detail = task.endedAt.map { "\(Words.age($0, now: now)) ago" } ?? ""
      lines = [line]
    }
    if let error = task.error {
      // The whole sentence on the whole screen; docked, its first two lines.
      lines += Sheet.wrap(shortened(error), columns: setup.size.columns - 10).prefix(pane.extent == .enlarged ? 8 : 2)
        .map {
          PaneLine(role: .error, detail: $0)
        }
    }
    return lines
  }

  /// What the task makes, named where it is no replica, copy or backup.
  private static func targetLabel(_ task: CloudTask) -> String {
    task.target == nil || task.type == .image ? task.type.brief : "TARGET"
  }

  /// The state word of what a task makes.
  static func targetState(_ task: CloudTask) -> String {
    switch task.status {
    case .running: task.type == .copy ? "Copying" : task.type == .verify ? "Verifying" : "Creating"
    case .success: task.type == .copy || task.type == .snapshot ? "Normal" : task.type == .verify ? "Good" : "Available"
    default: task.status.label
    }
  }

  func bytes(_ task: CloudTask) -> String {
    setup.profile.reportsBytes && task.bytesTotal > 0 ? Words.share(task.bytesDone, of: task.bytesTotal) : ""
  }

  private func trailer(_ task: CloudTask) -> String {
    if let tail = tailWords(task) { return tail.words }
    var words = "\(task.percent) %"
    while words.utf8.count < 5 { words = " " + words }
    if task.status == .running, let rate = task.rate, rate > 0, rate < 9e18 {
      words += "   \(ByteFormat.short(Int64(rate)))/s"
    }
    if let seconds = task.etaSeconds { words += "   ETA \(Words.duration(seconds))" }
    return words
  }

  func drawPane(_ sheet: inout Sheet, _ layout: Layout) {
    let area = layout.pane
    let lines = paneLines
    if lines.isEmpty {
      sheet.put("No replications yet. They appear here while they run.", 1, area.row, width: area.columns - 2, .dim)
      return
    }
    let scroll = pane.extent == .enlarged ? min(pane.scroll, max(0, lines.count - area.rows)) : 0
    for (index, line) in lines.dropFirst(scroll).prefix(area.rows).enumerated() {
      draw(line, &sheet, area, area.row + index)
    }
  }

  /// Says in the line beneath the pane how much more there is.
  func drawPaneRest(_ sheet: inout Sheet, _ layout: Layout) {
    let count = paneLines.count
    let scroll = pane.extent == .enlarged ? min(pane.scroll, max(0, count - layout.pane.rows)) : 0
    let hidden = count - scroll - layout.pane.rows
    guard hidden > 0, layout.pane.rows > 0 else { return }
    let words = " \(hidden) more "
    sheet.put(words, setup.size.columns - words.utf8.count - 2, layout.footer - 1, width: words.utf8.count, .dim)
  }

  private func draw(_ line: PaneLine, _ sheet: inout Sheet, _ area: Rect, _ row: Int) {
    let width = area.columns
    for part in line.parts {
      sheet.put(part.text, part.column, row, width: part.width, part.role, right: part.isRight)
    }
    if !line.parts.isEmpty { return }
    sheet.put(line.label, 1, row, width: 8, .columnHeader)
    if let bar = line.bar {
      // Words that say why nothing goes on are worth more than a long bar.
      let columns = min(60, max(8, width - 9 - max(34, Display.width(of: bar.trailer) + 2)))
      let parts = sheet.glyphs.bar(bar.fraction, columns: columns)
      let done = sheet.frame.put(
        parts.done, column: 9, row: row, style: Style(line.role == .statusCopying ? .barDone : line.role))
      sheet.frame.put(parts.rest, column: 9 + done, row: row, style: Style(.barRest))
      sheet.put(bar.trailer, 9 + columns + 1, row, width: width - columns - 11, bar.role)
      return
    }
    if line.name.isEmpty, line.state.isEmpty {
      sheet.put(line.detail, 9, row, width: width - 10, line.role)
      return
    }
    let names = min(36, max(10, width / 5))
    let places = placeColumns
    var column = 9
    sheet.put(line.name, column, row, width: names, line.label == "SOURCE" ? .strong : .text)
    column += names + 2
    sheet.put(line.place, column, row, width: places)
    column += places + 2
    let states = line.detail.isEmpty ? width - column - 1 : 12
    column += max(12, sheet.put(line.state, column, row, width: states, line.role)) + 1
    let room = width - column - 1
    sheet.put(
      Self.fitting(line.detail, columns: room), column, row, width: room, line.role == .statusFailed ? .text : .dim)
  }

  /// Words without their last parts where these do not fit: a figure that is cut says something else.
  private static func fitting(_ words: String, columns: Int) -> String {
    var words = Substring(words)
    while Display.width(of: String(words)) > columns {
      guard let end = (words.range(of: "  ", options: .backwards) ?? words.range(of: ", ", options: .backwards)) else {
        break
      }
      words = words[..<end.lowerBound]
    }
    return String(words)
  }
}
