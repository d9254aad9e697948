internal import Canvas
internal import Replication

extension ConsoleState {
  /// What is behind a row's marks: state, lock, tasks, and why something is not possible (S55).
  mutating func openInformation() {
    let rows = subjects
    guard let first = rows.first else { return }
    var lines: [TextLine] = []
    if rows.count == 1 {
      lines += coverageLines(first) ?? stateLines(first)
      lines += tasks(of: first).filter { !$0.status.hasEnded }.map { task in
        TextLine(Words.progress(task, regionName(task.target?.region ?? "")), label: task.type.label)
      }
      lines += refusalLines()
    } else {
      for row in rows {
        let reasons = row.backup.map { backupRefusals($0).map { shortened($0.message) } } ?? replicationRefusals(row)
        let text = reasons.isEmpty ? "can be replicated" : reasons.joined(separator: " ")
        lines.append(TextLine(text, label: row.name, role: reasons.isEmpty ? .text : .warning))
      }
    }
    overlays.append(.text(TextBox(title: rows.count == 1 ? first.name : "\(rows.count) marked rows", lines: lines)))
  }

  /// In the coverage: how the row stands in every region, and why.
  private func coverageLines(_ row: Row) -> [TextLine]? {
    guard tab == .coverage, pages.isEmpty, let covered = list.covered[row.id] else { return nil }
    return CoverageJudge(rules, regions: regions).cells(of: covered, in: coverageRegions).map { cell in
      let mark = CoverageMark(cell: cell, newest: covered.createdAt)
      return TextLine(
        mark.glyph(Glyphs(setup.glyphs)) + " " + cellWords(covered, cell), label: regionName(cell.region),
        role: mark.role)
    }
  }

  private func stateLines(_ row: Row) -> [TextLine] {
    switch row {
    case .backup(let backup):
      let lock = backup.locked ? ", locked: it cannot be deleted until its replication has ended" : ""
      let paused = pausedTargets
      let word = backup.status.label(isPaused: paused.contains(backup.id))
      var lines = [TextLine(word + lock + ".", label: "State")]
      for region in regions where region.canReplicate && region.id != backup.region {
        let mark = ReplicaMark(of: backup, in: region.id, isEligible: replicationRefusals(row).isEmpty)
        let isPaused = backup.replicas.contains { $0.region == region.id && paused.contains($0.id) }
        let words = isPaused ? TaskStatus.paused.label.lowercased() : mark.words(proves: proves)
        lines.append(TextLine(words, label: region.name, role: mark.role))
      }
      return lines
    case .snapshot(let snapshot):
      let lock = snapshot.locked ? ", locked: it cannot be deleted until its copies have ended" : ""
      let word = snapshot.state.label(isPaused: pausedTargets.contains(snapshot.id))
      return [TextLine(word + lock + ".", label: "State")]
        + snapshot.copyingTo.map { TextLine("being copied to \(regionName($0))", label: "Copy", role: .statusCopying) }
    case .vault(let vault):
      return [TextLine(vault.status.label + ".", label: "State")]
    case .image(let image): return imageLines(image)
    case .audit(let entry): return auditLines(entry)
    case .task(let task):
      let state = TextLine(task.status.label + (task.error.map { ": \($0)" } ?? "."), label: "State")
      return [state] + (doubt(task).map { [TextLine($0, label: "Note", role: .warning)] } ?? [])
    }
  }

  private func refusalLines() -> [TextLine] {
    let actions: [Action] = [.createReplica, .copySnapshot, .replicateVault, .createImage, .verify, .delete]
    return actions.flatMap { action -> [TextLine] in
      guard case .refused(let reasons) = verdict(action) else { return [] }
      return reasons.map { TextLine(shortened($0), label: KeyTable.label(of: action), role: .warning) }
    }
  }

  /// What forbids replicating or copying a row, whatever the destination.
  func replicationRefusals(_ row: Row) -> [String] {
    switch row {
    case .backup(let backup): sourceRefusals(backup).map { shortened($0.message) }
    case .snapshot(let snapshot): sourceRefusals(snapshot).map { shortened($0.message) }
    case .vault, .task, .image, .audit: []
    }
  }
}
