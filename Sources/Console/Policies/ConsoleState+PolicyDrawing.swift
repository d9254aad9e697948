internal import Canvas
internal import Replication

internal import struct Foundation.Date

extension ConsoleState {
  /// The box of the board: the whole screen but for the header and the keys.
  var policyArea: Rect {
    Rect(column: 0, row: 1, columns: setup.size.columns, rows: max(3, setup.size.rows - 2))
  }

  /// How many policies the list shows at once, above what is said of the one under the cursor.
  var policyRows: Int { max(1, policyArea.rows - 15) }

  func draw(_ board: PolicyBoard, _ sheet: inout Sheet) {
    let inside = sheet.box(policyArea, title: policyTitle(board))
    switch board.mode {
    case .list: drawPolicies(board, &sheet, inside)
    case .form(let form): draw(form, board, &sheet, inside)
    case .vaults(let cursor): drawVaults(board, cursor, &sheet, inside)
    case .runs, .simulation: drawLines(policyLines(board), board.scroll, &sheet, inside)
    }
  }

  private func policyTitle(_ board: PolicyBoard) -> String {
    let name = board.current?.policy.name ?? ""
    return switch board.mode {
    case .list: "Policies" + missingPlaces(board)
    case .runs: "Runs of \(name)"
    case .simulation: "What policies would do"
    case .form(let form): form.former.map { "Policy \($0.name)" } ?? "New policy"
    case .vaults: "Apply \(name) to"
    }
  }

  // MARK: - The list

  /// The regions whose policies cannot be in the list, because they are out of reach or do not say which they have; only
  /// a live cloud keeps them there.
  private func missingPlaces(_ board: PolicyBoard) -> String {
    guard isLive else { return "" }
    let lost = regions.compactMap { region in
      (region.unreachable == nil ? board.silent[region.id] : "out of reach").map { (name: region.name, reason: $0) }
    }
    guard let first = lost.first else { return "" }
    let isOne = lost.allSatisfy { $0.reason == first.reason }
    let names = lost.count <= 2 ? lost.map(\.name).joined(separator: ", ") : "\(lost.count) regions"
    return ", without those of \(names) (\(isOne ? first.reason : "no answer"))"
  }

  private func drawPolicies(_ board: PolicyBoard, _ sheet: inout Sheet, _ inside: Rect) {
    guard let policies = board.policies else {
      sheet.put("Reading the policies…", inside.column, inside.row, width: inside.columns, .dim)
      return
    }
    guard !policies.isEmpty else {
      let none = missingPlaces(board).isEmpty ? "There is no policy yet. n" : "Elsewhere is no policy yet. n"
      let words = none + " makes one; a then applies it to vaults."
      sheet.put(words, inside.column, inside.row, width: inside.columns, .dim)
      return
    }
    let columns = policyColumns(inside.columns)
    put(["NAME", "ON", "DOES", "SCHEDULE", "TO", "NEXT (UTC)"], columns, &sheet, inside, inside.row, .columnHeader)
    let height = policyRows
    let top = min(max(0, board.cursor - height + 1), max(0, policies.count - height))
    for (line, one) in policies.dropFirst(top).prefix(height).enumerated() {
      let policy = one.policy
      let row = inside.row + 1 + line
      let next = policy.nextRuns(1, after: now).first.map { String(Self.utc($0).suffix(11)) } ?? "-"
      put(
        [
          policy.name, policy.isEnabled ? "on" : "off", Self.verb(policy.operation),
          policy.foreignSchedule ?? policy.schedule.rule.words,
          policy.destination.map { regionName($0.region, columns: columns[4]) } ?? "-", next,
        ], columns, &sheet, inside, row, policy.isEnabled ? .text : .dim)
      guard top + line == board.cursor else { continue }
      sheet.select(
        Rect(column: inside.column - 1, row: row, columns: inside.columns + 2, rows: 1), marker: inside.column - 1)
      sheet.frame.cursor = .init(column: inside.column - 1, row: row)
    }
    if let current = board.current {
      drawLines(
        detailLines(current, board), 0, &sheet,
        Rect(
          column: inside.column, row: inside.row + inside.rows - 12, columns: inside.columns, rows: 12))
    }
  }

  private static func verb(_ operation: PolicyOperation) -> String {
    switch operation {
    case .backup: "backs up"
    case .replication: "replicates"
    case .drill: "drills"
    }
  }

  private func policyColumns(_ width: Int) -> [Int] {
    let fixed = 3 + 10 + 11 + 5 * 2
    let rest = max(30, width - fixed)
    let name = min(24, rest / 3)
    let region = min(16, rest / 4)
    return [name, 3, 10, rest - name - region, region, 11]
  }

  private func put(
    _ cells: [String], _ columns: [Int], _ sheet: inout Sheet, _ inside: Rect, _ row: Int, _ role: Role
  ) {
    var column = inside.column
    for (cell, width) in zip(cells, columns) {
      sheet.put(cell, column, row, width: min(width, inside.column + inside.columns - column), role)
      column += width + 2
    }
  }

  /// What the policy under the cursor does, did last, and does next, in its zone and in UTC (P22).
  private func detailLines(_ one: PolicyOverview, _ board: PolicyBoard) -> [TextLine] {
    let policy = one.policy
    let names = policy.vaults.map { application in
      board.vaults.first { $0.id == application.vault }?.name ?? application.vault
    }
    let target = policy.destination.flatMap { to in board.vaults.first { $0.id == to.vault }?.name }
    var lines = [
      TextLine("", role: .dim),
      TextLine("\(policy.scheduleWords)\(policy.missed == .skip ? ", missed runs left out" : "")", label: "Schedule"),
      TextLine(names.isEmpty ? "none; a applies it" : names.joined(separator: ", "), label: "Vaults"),
      TextLine(
        policy.destination.map { "\(regionName($0.region)), \(target ?? Self.openTarget(policy))" } ?? "-", label: "To"),
    ]
    let drills = policy.drillWords.map { policy.operation == .drill ? $0 : "; drills \($0)" } ?? ""
    lines.append(
      policy.operation == .drill
        ? TextLine(drills, label: "Drills") : TextLine(policy.retention.words + drills, label: "Keeps"))
    let last = one.lastRun.map { "\(Self.utc($0.slot ?? $0.startedAt).suffix(11)) UTC, \(Self.words($0))" }
    if let region = policy.region { lines.insert(TextLine(regionName(region), label: "Lies in"), at: 1) }
    let unknown = setup.profile.runsPolicies ? "never" : "not available there; what it started stands among the tasks"
    lines.append(TextLine(last ?? unknown, label: "Last run"))
    if let note = one.lastRun?.note { lines.append(TextLine(note, role: .warning)) }
    let next = policy.nextRuns(5, after: now)
    if next.isEmpty {
      let words = policy.isEnabled ? "by the cloud's own rules" : "none while it is off"
      lines.append(TextLine(words, label: "Next runs"))
    }
    for (index, date) in next.enumerated() {
      let words = "\(policy.schedule.zone.text(date))   \(Self.utc(date)) UTC"
      lines.append(TextLine(words, label: index == 0 ? "Next runs" : ""))
    }
    return lines
  }

  private static func openTarget(_ policy: Policy) -> String {
    policy.region == nil ? "the only vault there" : "a vault named for each application"
  }

  /// How a run stands, in words.
  static func words(_ run: PolicyRun) -> String {
    let counts = run.counts
    let parts = [
      (counts.done, "done"), (counts.drilled, "drilled"), (counts.failed, "failed"), (counts.open, "under way"),
      (counts.skipped, "skipped"),
      (counts.deleted, "deleted"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return ([run.status.rawValue] + parts).joined(separator: ", ")
  }

  /// `2026-03-29 01:30`.
  static func utc(_ date: Date) -> String {
    // UTC is known without a table of zones.
    guard let zone = try? NamedZone("UTC") else { return "" }
    return String(zone.text(date).prefix(16))
  }

  // MARK: - Lines

  /// What is scrolled: the runs, or the simulation.
  func policyLines(_ board: PolicyBoard) -> [TextLine] {
    switch board.mode {
    case .runs(let runs, let items): runLines(runs, items)
    case .simulation(let simulation):
      PolicyTimeline(
        simulation, columns: policyArea.columns - 4, isUnicode: setup.glyphs == .unicode, regionName: regionName
      ).lines
    default: []
    }
  }

  private func runLines(_ runs: [PolicyRun], _ items: [String: [PolicyRunItem]]) -> [TextLine] {
    if runs.isEmpty { return [TextLine("It has not run yet.", role: .dim)] }
    return runs.flatMap { run in
      let role: Role = run.status == .failed || run.status == .partial ? .statusFailed : .header
      var lines = [TextLine("\(Self.utc(run.slot ?? run.startedAt)) UTC  \(Self.words(run))", role: role)]
      if let note = run.note { lines.append(TextLine("  " + note, role: .warning)) }
      for item in items[run.id] ?? [] {
        let name = item.source.name.isEmpty ? item.source.id : item.source.name
        lines += Sheet.wrap("\(name) \(item.words)", columns: policyArea.columns - 8)
          .enumerated().map { TextLine(($0.offset == 0 ? "  " : "    ") + $0.element, role: .dim) }
      }
      return lines
    }
  }

  private func drawLines(_ lines: [TextLine], _ scroll: Int, _ sheet: inout Sheet, _ area: Rect) {
    let labels = lines.map { Display.width(of: $0.label) }.max() ?? 0
    let start = labels > 0 ? labels + 2 : 0
    for (index, line) in lines.dropFirst(scroll).prefix(area.rows).enumerated() {
      sheet.put(line.label, area.column, area.row + index, width: labels, .dim)
      sheet.put(line.text, area.column + start, area.row + index, width: area.columns - start, line.role)
    }
    let below = lines.count - scroll - area.rows
    if below > 0 {
      let (column, row) = (area.column + area.columns - 12, area.row + area.rows - 1)
      sheet.put("+\(below) more", column, row, width: 12, .accent, right: true)
    }
  }

  // MARK: - Vaults

  /// What forbids applying the policy under the cursor; nil where it may be, or is applied already.
  private func refusal(_ application: PolicyVault, _ board: PolicyBoard) -> String? {
    guard let policy = board.current?.policy, board.former(application) == nil else { return nil }
    return rules.applicationRefusals(
      policy, to: application.vault, others: (board.policies ?? []).map(\.policy), regions: regions,
      vaults: board.vaults
    ).first.map { shortened($0.message) }
  }

  /// The first vault that something can be done with, for the cursor to begin on.
  func firstApplication(_ board: PolicyBoard) -> Int {
    board.applications.firstIndex { refusal($0, board) == nil } ?? 0
  }

  private func drawVaults(_ board: PolicyBoard, _ cursor: Int, _ sheet: inout Sheet, _ inside: Rect) {
    let sources = board.applications
    if sources.isEmpty {
      sheet.put("There is no vault for it in any region.", inside.column, inside.row, width: inside.columns, .dim)
    }
    // The reason of the row under the cursor stands whole at the foot: beside its row it is mostly cut.
    let foot = 3
    let height = max(1, inside.rows - foot)
    let top = min(max(0, cursor - height + 1), max(0, sources.count - height))
    for (line, application) in sources.dropFirst(top).prefix(height).enumerated() {
      let row = Rect(column: inside.column, row: inside.row + line, columns: inside.columns, rows: 1)
      let isCurrent = top + line == cursor
      draw(application, of: board, &sheet, row, isCurrent: isCurrent)
      guard isCurrent, let reason = refusal(application, board) else { continue }
      for (line, text) in Sheet.wrap("! " + reason, columns: inside.columns).prefix(foot - 1).enumerated() {
        let row = inside.row + inside.rows - foot + 1 + line
        sheet.put(text, inside.column, row, width: inside.columns, .warning)
      }
    }
  }

  private func draw(
    _ application: PolicyVault, of board: PolicyBoard, _ sheet: inout Sheet, _ area: Rect, isCurrent: Bool
  ) {
    guard let vault = board.vaults.first(where: { $0.id == application.vault }) else { return }
    let isOn = board.former(application) != nil
    let refused = refusal(application, board)
    sheet.put(isOn ? "[x]" : "[ ]", area.column + 1, area.row, width: 3, isOn ? .accent : .dim)
    let target = board.vaults.first { $0.id == application.target }.map { ", replicas into \($0.name)" } ?? ""
    let words = "\(vault.name), \(vault.type.rawValue), \(regionName(vault.region))\(target)"
    let width = sheet.put(
      words, area.column + 5, area.row, width: area.columns - 5, refused == nil ? .text : .disabled)
    sheet.put(refused ?? "", area.column + 7 + width, area.row, width: area.columns - 7 - width, .disabled)
    guard isCurrent else { return }
    sheet.select(
      Rect(column: area.column - 1, row: area.row, columns: area.columns + 2, rows: 1), marker: area.column - 1)
    sheet.frame.cursor = .init(column: area.column - 1, row: area.row)
  }
}
