internal import Canvas
internal import Replication

internal import struct Foundation.Date

extension ConsoleState {
  /// The lines of a detail page as they are drawn: what is too long goes on beneath.
  func pageLines(_ page: DetailPage) -> [TextLine] {
    let lines = unbrokenLines(page)
    let labels = pageLabels(lines)
    // The mark of a line that leads on stands behind its text.
    let room = pageColumns - labels
    return lines.flatMap { line -> [TextLine] in
      guard !line.label.isEmpty else { return line.wrapped(columns: room + labels + 3, labels: 0) }
      return Sheet.wrap(line.text, columns: max(8, room)).enumerated().map { index, text in
        TextLine(text, label: index == 0 ? line.label : " ", role: line.role, link: line.link)
      }
    }
  }

  /// The columns of a page for labels and what is said beside them.
  private var pageColumns: Int { Layout(self).content.columns - 9 }

  /// An id is not broken for the sake of long labels.
  private func pageLabels(_ lines: [TextLine]) -> Int {
    let longest = lines.map { Display.width(of: $0.label) }.max() ?? 8
    return min(18, max(8, longest), max(12, pageColumns - Self.idColumns))
  }

  private static let idColumns = 36

  private func unbrokenLines(_ page: DetailPage) -> [TextLine] {
    guard let row = page.row else {
      return [TextLine(page.isGone ? "It is no longer there. Esc goes back." : "Reading the catalog…", role: .dim)]
    }
    var lines: [TextLine] =
      switch row {
      case .backup(let backup): backupLines(backup)
      case .snapshot(let snapshot): snapshotLines(snapshot)
      case .vault(let vault): vaultLines(vault)
      case .task(let task): taskLines(task)
      case .image(let image): imageLines(image)
      case .audit(let entry): auditLines(entry)
      }
    if page.isGone { lines.insert(TextLine("It is no longer there.", role: .warning), at: 0) }
    if row.kind != .task, !page.tasks.isEmpty {
      lines += [TextLine(""), TextLine("Tasks", role: .title)]
      lines += page.tasks.map { task in
        let place = task.target.map { regionName($0.region) } ?? ""
        return TextLine(
          Words.progress(task, place) + ", \(Words.age(task.createdAt, now: now)) ago", label: task.type.label,
          role: task.status == .success ? .text : task.status.role, link: Link(kind: .task, id: task.id))
      }
    }
    return lines
  }

  private func backupLines(_ backup: Backup) -> [TextLine] {
    let lock = backup.locked ? ", locked while it is replicated" : ""
    var lines = [
      TextLine(backup.id, label: "ID"),
      TextLine(
        backup.status.label(isPaused: pausedTargets.contains(backup.id)) + lock, label: "Status",
        role: backup.status.role),
      TextLine("\(backup.resource.name), \(backup.resource.kind.label)", label: "Resource"),
      TextLine(place(backup.region, backup.project), label: "Region"),
      TextLine(backup.vault.name, label: "Vault", link: Link(kind: .vault, id: backup.vault.id)),
      TextLine("\(ByteFormat.short(backup.size)), \(backup.size) bytes", label: "Size"),
      TextLine(moment(backup.createdAt), label: "Created"),
      verification(backup.verifiedAt, backup.damagedAt),
    ]
    lines.append(drillLine(backup.drill))
    if !backup.description.isEmpty { lines.append(TextLine(backup.description, label: "Description")) }
    if backup.openedLive {
      lines.append(TextLine("a disk was open for writing: crash-consistent at best", label: "Note", role: .warning))
    }
    if let sentence = backup.report?.sentence {
      lines.append(TextLine(sentence, label: "Note", role: .warning))
    }
    if let source = backup.source {
      lines.append(
        TextLine(
          "\(source.id) in \(regionName(source.region))", label: "Source", link: Link(kind: .backup, id: source.id)))
    }
    if !backup.disks.isEmpty { lines += [TextLine(""), TextLine("Disks", role: .title)] }
    lines += backup.disks.map { disk in
      TextLine("\(disk.usage.label), \(ByteFormat.short(disk.size))" + Self.digest(disk.sha256), label: disk.name)
    }
    guard backup.kind == .backup else { return lines }
    lines += [TextLine(""), TextLine("Replicas", role: .title)]
    let paused = pausedTargets
    if backup.replicas.isEmpty { lines.append(TextLine("none", role: .dim)) }
    return lines
      + backup.replicas.map { record in
        TextLine(
          "\(record.status.label(isPaused: paused.contains(record.id))), \(record.id)",
          label: regionName(record.region), role: record.status.role,
          link: Link(kind: .backup, id: record.id))
      }
  }

  private func verification(_ verified: Date?, _ damaged: Date?) -> TextLine {
    if let damaged { return TextLine("found damaged \(moment(damaged))", label: "Verified", role: .error) }
    let never = setup.profile.reportsBytes ? "never" : "not available there"
    return TextLine(verified.map { moment($0) } ?? never, label: "Verified")
  }

  private func snapshotLines(_ snapshot: Snapshot) -> [TextLine] {
    let lock = snapshot.locked ? ", locked while it is copied" : ""
    let percent = snapshot.state.isBusy ? ", \(snapshot.percent) %" : ""
    var lines = [
      TextLine(snapshot.id, label: "ID"),
      TextLine(
        snapshot.state.label(isPaused: pausedTargets.contains(snapshot.id)) + percent + lock, label: "State",
        role: snapshot.state.role),
      TextLine("\(snapshot.disk.name), \(snapshot.usage.label)", label: "Disk"),
      TextLine(place(snapshot.region, snapshot.project), label: "Region"),
      TextLine("\(ByteFormat.short(snapshot.size)), \(snapshot.size) bytes", label: "Size"),
      TextLine(moment(snapshot.createdAt), label: "Created"),
      verification(snapshot.verifiedAt, snapshot.damagedAt),
      drillLine(snapshot.drill),
    ]
    if let digest = snapshot.sha256 { lines.append(TextLine(digest, label: "SHA-256", role: .dim)) }
    if let source = snapshot.source {
      lines.append(
        TextLine(
          "\(source.id) in \(regionName(source.region))", label: "Copied from",
          link: Link(kind: .snapshot, id: source.id)))
      lines.append(TextLine("a copy cannot roll back the disk in the source's region", label: "Note", role: .dim))
    }
    return lines + snapshot.copyingTo.map { TextLine("being copied", label: regionName($0), role: .statusCopying) }
  }

  private func vaultLines(_ vault: Vault) -> [TextLine] {
    let noun = vault.type == .turbo ? "file system" : vault.type.label
    let resources = "\(vault.resourceCount) \(noun)\(vault.resourceCount == 1 ? "" : "s")"
    var lines = [
      TextLine(vault.id, label: "ID"),
      TextLine(vault.status.label, label: "Status", role: vault.status.role),
      TextLine("\(vault.type.label) \(vault.protection == .backup ? "backups" : "replicas")", label: "Holds"),
      TextLine(place(vault.region, vault.project), label: "Region"),
      TextLine(Words.share(vault.used, of: vault.capacity), label: "Used"),
      TextLine(ByteFormat.short(vault.reserved) + " by tasks that have not ended", label: "Reserved"),
      TextLine(ByteFormat.short(max(0, vault.free)), label: "Free"),
      TextLine(vault.autoExpand ? "grows by itself" : "fixed", label: "Capacity"),
      TextLine("\(vault.backupCount) of \(resources)", label: vault.protection == .backup ? "Backups" : "Replicas"),
    ]
    if vault.protection == .backup {
      let regions = vault.replicatedTo.map { regionName($0) }.joined(separator: ", ")
      lines.append(TextLine(regions.isEmpty ? "nowhere" : regions, label: "Replicated to"))
      let names = vaultPolicies[vault.id]?.joined(separator: ", ")
      lines.append(TextLine(names ?? "none", label: "Policies"))
    }
    return lines + [TextLine(moment(vault.createdAt), label: "Created")]
  }

  private func taskLines(_ task: CloudTask) -> [TextLine] {
    let isSnapshot = task.type == .snapshot || task.type == .copy
    let kind: Found.Kind = isSnapshot ? .snapshot : .backup
    func end(_ endpoint: TaskEndpoint?, _ label: String, isLink: Bool) -> [TextLine] {
      guard let endpoint else { return [] }
      let words = "\(endpoint.name) in \(regionName(endpoint.region)), \(endpoint.id)"
      return [TextLine(words, label: label, link: isLink ? Link(kind: kind, id: endpoint.id) : nil)]
    }
    let isMade = task.type == .backup || task.type == .snapshot
    var lines = [
      TextLine(task.id, label: "ID"), TextLine(task.type.label, label: "Task"),
      TextLine(task.status.label, label: "Status", role: task.status.role),
    ]
    if let error = task.error { lines.append(TextLine(shortened(error), label: "Error", role: .error)) }
    if let note = task.note { lines.append(TextLine(note, label: "Note", role: .warning)) }
    if let doubt = doubt(task) { lines.append(TextLine(doubt, label: "Note", role: .warning)) }
    lines += end(task.source, "Source", isLink: !isMade)
    lines += end(
      task.target, "Target", isLink: task.type != .image && (!task.status.hasEnded || task.status == .success))
    if task.status == .running { lines.append(TextLine(task.phase.rawValue, label: "Phase")) }
    if setup.profile.reportsBytes {
      let share = Words.share(task.bytesDone, of: task.bytesTotal)
      lines.append(TextLine("\(share), \(task.percent) %", label: "Bytes"))
      if let crossed = task.bytesTransferred { lines.append(TextLine(ByteFormat.short(crossed), label: "Crossed")) }
    }
    lines.append(TextLine("\(task.trigger.rawValue), \(task.requestedBy)", label: "Asked by"))
    lines.append(TextLine(moment(task.createdAt), label: "Admitted"))
    if let date = task.startedAt { lines.append(TextLine(moment(date), label: "Started")) }
    if let date = task.endedAt { lines.append(TextLine(moment(date), label: "Ended")) }
    if task.retries > 0 { lines.append(TextLine("\(task.retries)", label: "Retries")) }
    return lines
  }

  private func place(_ region: String, _ project: String) -> String {
    let name = regions.first { $0.id == region }?.projects.first { $0.id == project }?.name ?? project
    return name.isEmpty ? regionName(region) : "\(regionName(region)), \(name)"
  }

  static func digest(_ sha256: String?) -> String { sha256.map { ", sha256 \($0.prefix(16))…" } ?? "" }

  private func pageTitle(_ row: Row) -> String {
    if case .audit(let entry) = row { return "Line \(entry.number) of the audit  \(entry.action)" }
    return "\(row.noun.prefix(1).uppercased() + row.noun.dropFirst())  \(row.name)"
  }

  func draw(_ page: DetailPage, _ sheet: inout Sheet, _ layout: Layout) {
    let area = layout.content
    let title = page.row.map(pageTitle) ?? sheet.glyphs.ellipsis
    sheet.put(title, area.column + 3, area.row, width: area.columns - 4, .title)
    let height = area.rows - 2
    let lines = pageLines(page)
    let labels = pageLabels(lines)
    if lines.count - page.scroll > height {
      sheet.put(sheet.glyphs.descending, area.column + area.columns - 2, area.row + area.rows - 1, width: 1, .accent)
    }
    for (index, line) in lines.dropFirst(page.scroll).prefix(height).enumerated() {
      let row = area.row + 2 + index
      let isCurrent = page.scroll + index == page.cursor
      let width = area.columns - 5 - labels - 3
      if line.label.isEmpty {
        sheet.put(line.text, area.column + 3, row, width: area.columns - 4, line.role)
      } else {
        sheet.put(line.label, area.column + 3, row, width: labels, .dim)
        sheet.put(line.text, area.column + 5 + labels, row, width: width, line.role)
        // What follows the first line of a link leads there as well, and the mark stands once.
        if line.link != nil, line.label != " " {
          let used = min(width, Display.width(of: line.text))
          sheet.put(sheet.glyphs.chooserRight, area.column + 6 + labels + used, row, width: 1, .accent)
        }
      }
      if isCurrent {
        sheet.select(Rect(column: area.column, row: row, columns: area.columns, rows: 1), marker: area.column)
        sheet.frame.cursor = .init(column: area.column, row: row)
      }
    }
  }
}
