internal import Canvas
internal import Replication

extension ConsoleState {
  /// The cell under the cursor, with its row; nil where there is none.
  var currentCell: (row: CoverageRow, cell: CoverageCell)? {
    guard tab == .coverage, let id = list.current?.id, let row = list.covered[id] else { return nil }
    let regions = coverageRegions
    guard regions.indices.contains(coverage.column) else { return nil }
    return (row, CoverageJudge(rules, regions: self.regions).cell(of: row, in: regions[coverage.column]))
  }

  /// The region of the cell under the cursor, where its row alone is meant and can go there.
  var cellTarget: String? {
    guard pages.isEmpty, list.marks.isEmpty, let (row, cell) = currentCell else { return nil }
    switch cell.state {
    case .absent: return cell.region
    case .older: return canCover(row, cell) ? cell.region : nil
    case .source, .verified, .busy, .copying, .failed, .notYet, .notEligible: return nil
    }
  }

  /// Moves the cursor to the next region; false where there is none, or the keys are elsewhere.
  mutating func moveCell(_ distance: Int) -> Bool {
    guard tab == .coverage, pages.isEmpty, pane.extent != .enlarged, !onServices else { return false }
    let target = coverage.column + distance
    guard coverageRegions.indices.contains(target) else { return distance > 0 }
    coverage.column = target
    coverage.first = coverageSpan(width: Layout(self).content.columns - 3).shown.lowerBound
    return true
  }

  /// Shows a row for each resource instead of each backup, or back.
  mutating func turnCoverage() {
    let id = list.cursorID
    coverage.byResource.toggle()
    if list.listing.scope != scope { list = RowList(Listing(listKey.subject, scope: scope)) }
    if list.cursorID == nil { list.cursorID = id }
    filter = nil
    fetchRows()
    followRow()
  }

  /// Why Enter can do nothing with the cell.
  var cellVerdict: Verdict {
    guard tab == .coverage, pages.isEmpty else { return .hidden }
    guard let cell = currentCell?.cell else { return .refused(["There is no row."]) }
    switch cell.state {
    case .source, .verified, .busy, .copying, .older: return .allowed
    case .failed: return cellRetry(cell) == nil ? .allowed : readOnlyVerdict ?? .allowed
    case .absent: return readOnlyVerdict ?? unreachable(cell) ?? .allowed
    case .notYet(let refusals), .notEligible(let refusals): return .refused(refusals.map(\.message))
    }
  }

  private var readOnlyVerdict: Verdict? { setup.readOnlyReason.map { .refused([$0]) } }

  private func unreachable(_ cell: CoverageCell) -> Verdict? {
    let reason = regions.first { $0.id == cell.region }?.unreachable
    return reason.map { .refused(["\(regionName(cell.region)): \($0)"]) }
  }

  /// Whether the newest backup of a resource could be replicated where only an older one was.
  private func canCover(_ row: CoverageRow, _ cell: CoverageCell) -> Bool {
    guard setup.readOnlyReason == nil, let region = regions.first(where: { $0.id == cell.region }) else { return false }
    return CoverageJudge(rules, regions: regions).refusals(row, in: region).isEmpty
  }

  /// How the failed task of a cell could be taken up again.
  private func cellRetry(_ cell: CoverageCell) -> (task: CloudTask, action: TaskAction)? {
    guard let task = cell.task else { return nil }
    let action: TaskAction = task.status == .interrupted ? .resume : .retry
    return rules.refusals(action, task).isEmpty ? (task, action) : nil
  }

  /// What Enter does with a cell: opens, goes there, replicates, tries again.
  mutating func actOnCell() {
    guard let (row, cell) = currentCell else { return }
    switch cell.state {
    case .source: open()
    case .verified, .busy: go(toCopyIn: cell, of: row)
    case .copying: if let task = cell.task { openPage(Link(kind: .task, id: task.id), row: .task(task)) }
    case .failed:
      if let (task, action) = cellRetry(cell) { steer(task.id, action) } else { go(toCopyIn: cell, of: row) }
    case .older: if canCover(row, cell) { cover(row, in: cell.region) } else { go(toCopyIn: cell, of: row) }
    case .absent: cover(row, in: cell.region)
    case .notYet, .notEligible: break
    }
  }

  private mutating func go(toCopyIn cell: CoverageCell, of row: CoverageRow) {
    if let copy = cell.copy { go(to: SourceLink(id: copy, region: cell.region), from: Row(row)) }
  }

  private mutating func cover(_ row: CoverageRow, in region: String) {
    switch row.source {
    case .backup(let backup): openReplicaForm([backup], to: region)
    case .snapshot(let snapshot): openCopyForm([snapshot], to: region)
    }
  }

  // MARK: Words

  /// What the cell under the cursor means, and what Enter does with it.
  var cellSentence: String {
    guard let (row, cell) = currentCell else { return "" }
    let enter = KeyTable.keyName(of: .actOnCell, glyphs: setup.glyphs)
    let deed = cellDeed(row, cell).map { " \(enter) \($0)." } ?? ""
    return shortened("\(regionName(cell.region)): \(cellWords(row, cell))\(drillWords(cell))\(deed)")
  }

  /// The last proof of what lies in a cell.
  private func drillWords(_ cell: CoverageCell) -> String {
    cell.drill.map { " Restore drill \($0.passed ? "passed" : "failed") \(Words.age($0.date, now: now)) ago." } ?? ""
  }

  /// What a cell means, in a sentence or more.
  func cellWords(_ row: CoverageRow, _ cell: CoverageCell) -> String {
    switch cell.state {
    case .source:
      guard let originals = row.originals, originals > 1 else { return "the original lies here." }
      return "\(originals) originals lie here, the newest is \(Row(row).name)."
    case .verified:
      let replica = ReplicaMark.verified.words(proves: proves)
      return row.originals == nil ? "\(replica)." : "the newest backup has \(proves ? "a" : "an") \(replica)."
    case .older(let date):
      return "the newest replica is \(Words.age(date, now: row.createdAt)) behind the newest backup."
    case .copying: return cell.task.map { Words.progress($0, "").lowercasedFirst + "." } ?? "being copied."
    case .busy(let word): return "a replica is here, \(word.lowercased())."
    case .failed(let cause): return "failed. \(cause)"
    case .absent: return "no replica."
    case .notYet(let refusals): return "not yet. " + refusals.map(\.message).joined(separator: " ")
    case .notEligible(let refusals): return "not eligible. " + refusals.map(\.message).joined(separator: " ")
    }
  }

  private func cellDeed(_ row: CoverageRow, _ cell: CoverageCell) -> String? {
    switch cell.state {
    case .source: return "opens it"
    case .verified, .busy: return "goes there"
    case .copying: return "opens the task"
    case .failed:
      guard let retry = cellRetry(cell) else { return cell.copy == nil ? nil : "goes there" }
      return setup.readOnlyReason != nil ? nil : retry.action == .resume ? "resumes it" : "tries again"
    case .older: return canCover(row, cell) ? "replicates the newest" : "goes there"
    case .absent: return setup.readOnlyReason == nil ? "replicates to it" : nil
    case .notYet, .notEligible: return nil
    }
  }
}

extension String {
  /// With a small first letter, to go on after a colon.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
