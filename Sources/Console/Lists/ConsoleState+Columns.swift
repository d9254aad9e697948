internal import Canvas
internal import Replication

internal import struct Foundation.Date

extension ConsoleState {
  /// The columns of the shown list that fit into some screen columns: those that were chosen, else as many as fit.
  func columns(width: Int) -> [Column] {
    if tab == .coverage { return coverageColumns(width: width) }
    let all = allColumns
    guard let list = ListName(rawValue: tab.rawValue), let chosen = setup.preferences.columns[list] else {
      return Self.fit(all, width: width)
    }
    var columns: [Column] = []
    for (index, id) in chosen.enumerated() {
      columns += all.filter { $0.id == id }.map { column in
        var column = column
        column.priority = id == .name ? 0 : index + 1
        return column
      }
    }
    return Self.fit(columns, width: width)
  }

  /// All columns the shown list can have here.
  var allColumns: [Column] {
    switch tab {
    case .vaults: vaultColumns
    case .backups: backupColumns
    case .snapshots: snapshotColumns
    case .tasks: taskColumns
    case .images: imageColumns
    case .audit: auditColumns
    case .coverage: coverageSorts
    }
  }

  /// Takes columns by priority while there is room, then gives what is left to the flexible ones.
  static func fit(_ all: [Column], width: Int) -> [Column] {
    var all = all
    let lead = lead(of: all)
    all[lead].width = max(all[lead].width, min(32, width / 5))
    var used = 0
    var chosen: Set<Int> = []
    for index in all.indices.sorted(by: { (all[$0].priority, $0) < (all[$1].priority, $1) }) {
      let cost = all[index].width + all[index].gap
      if all[index].priority > 0, used + cost > width { continue }
      used += cost
      chosen.insert(index)
    }
    var columns = all.indices.filter { chosen.contains($0) }.map { all[$0] }
    var rest = max(0, width - used)
    let flexible = columns.indices.filter { columns[$0].isFlexible }
    for (order, index) in flexible.enumerated() {
      let isLast = order == flexible.count - 1
      let share = isLast ? rest : min(rest, order == 0 ? 24 : 16)
      columns[index].width += share
      rest -= share
    }
    return columns
  }

  /// The column that names the row: what is done in tasks, the name elsewhere.
  static func lead(of columns: [Column]) -> Int {
    columns.firstIndex { $0.id == .task } ?? columns.firstIndex { $0.id == .name } ?? 0
  }

  /// Whether regions are named in full in lists; else by their codes.
  var hasRoom: Bool { setup.size.columns >= 120 }

  /// The region, where rows of all regions are listed: its code where there is little room, so that an original and
  /// its replica of the same name can be told apart at every size.
  var regionColumn: [Column] {
    guard scope.region == nil else { return [] }
    if hasRoom {
      return [
        Column(id: .region, title: "REGION", width: 17, sort: .region) { .init(regionName($0.region, columns: 17)) }
      ]
    }
    let codes = codes
    return [Column(id: .region, title: "REG", width: 3, gap: 1, sort: .region) { .init(codes[$0.region]) }]
  }

  var nameColumn: Column {
    Column(id: .name, title: "NAME", width: 14, gap: 1, isFlexible: true, sort: .name) { .init($0.name) }
  }

  var backupColumns: [Column] {
    let capable = regions.filter(\.canReplicate)
    let codes = codes
    let shown = capable.filter { $0.id != scope.region }
    let glyphs = Glyphs(setup.glyphs)
    // Made once: a cell that asked the state for it would copy the state.
    let (isEligible, paused) = (eligibility, pausedTargets)
    let marks = shown.enumerated().map { index, region in
      Column(
        id: .replicas, title: codes[region.id], width: 3, gap: index == shown.count - 1 ? 2 : 1,
        priority: index < 6 ? 3 : 12,
        sort: .replicas
      ) {
        row in
        guard let backup = row.backup else { return .init("") }
        let mark = ReplicaMark(of: backup, in: region.id, isEligible: isEligible(backup))
        return .init(" " + mark.glyph(glyphs), mark.role)
      }
    }
    let first: [Column] = [
      Column(id: .lock, title: "", width: 2, gap: 1, sort: .locked) { row in
        .init(row.backup?.locked == true ? glyphs.copying : "", .statusCopying)
      },
      Column(id: .status, title: "STATUS", width: 10, gap: 1, priority: 1, sort: .status) { row in
        guard let backup = row.backup else { return .init("") }
        return .init(backup.status.label(isPaused: paused.contains(backup.id)), backup.status.role)
      },
    ]
    return [nameColumn] + regionColumn + first + backupFacts + marks + backupNotes
  }

  private var backupFacts: [Column] {
    [
      Column(id: .resource, title: "RESOURCE", width: 14, priority: 6, isFlexible: true, sort: .resource) { row in
        .init(row.backup?.resource.name ?? "")
      },
      Column(id: .vault, title: "VAULT", width: 14, priority: 8, sort: .vault) { row in
        .init(row.backup?.vault.name ?? "")
      },
      Column(id: .kind, title: "KIND", width: 7, priority: 9, sort: .kind) { row in .init(row.backup?.kind.label ?? "")
      },
      Column(id: .size, title: "SIZE", width: 8, isRight: true, gap: 1, priority: 2, sort: .size) { row in
        .init(row.backup.map { ByteFormat.short($0.size) } ?? "")
      },
      Column(id: .age, title: "AGE", width: 5, isRight: true, gap: 2, priority: 5, sort: .created) { row in
        .init(row.backup.map { Words.age($0.createdAt, now: now) } ?? "")
      },
    ]
  }

  private var backupNotes: [Column] {
    [
      Column(id: .created, title: "CREATED", width: 16, priority: 7, sort: .created) { row in
        .init(row.backup.map { moment($0.createdAt) } ?? "", .dim)
      },
      drillColumn,
      Column(id: .description, title: "DESCRIPTION", width: 12, priority: 10, isFlexible: true, sort: .description) {
        row in
        .init(row.backup?.description ?? "", .dim)
      },
      Column(id: .id, title: "ID", width: 36, priority: 13, sort: .id) { .init($0.id, .dim) },
    ]
  }

  var snapshotColumns: [Column] {
    let paused = pausedTargets
    return [nameColumn] + regionColumn + [
      Column(id: .lock, title: "", width: 2, gap: 1, sort: .locked) { row in
        .init(row.snapshot?.locked == true ? Glyphs(setup.glyphs).copying : "", .statusCopying)
      },
      Column(id: .status, title: "STATE", width: 9, gap: 1, priority: 1, sort: .status) { row in
        guard let snapshot = row.snapshot else { return .init("") }
        return .init(snapshot.state.label(isPaused: paused.contains(snapshot.id)), snapshot.state.role)
      },
      Column(id: .id, title: "ID", width: 13, priority: 6, sort: .id) { .init($0.id, .dim) },
      Column(id: .disk, title: "DISK", width: 12, priority: 5, isFlexible: true, sort: .resource) {
        .init($0.snapshot?.disk.name ?? "")
      },
      Column(id: .usage, title: "USAGE", width: 6, gap: 1, priority: 2, sort: .usage) {
        .init($0.snapshot?.usage.label ?? "")
      },
      Column(id: .size, title: "SIZE", width: 8, isRight: true, gap: 1, priority: 2, sort: .size) { row in
        .init(row.snapshot.map { ByteFormat.short($0.size) } ?? "")
      },
      Column(id: .age, title: "AGE", width: 5, isRight: true, gap: hasRoom ? 2 : 1, priority: 3, sort: .created) {
        row in
        .init(row.snapshot.map { Words.age($0.createdAt, now: now) } ?? "")
      },
      Column(id: .source, title: "COPIED FROM", width: 14, priority: 7, sort: .source) { row in
        .init(row.snapshot?.source.map { regionName($0.region, columns: 14) } ?? "")
      },
      Column(id: .created, title: "CREATED", width: 16, priority: 8, sort: .created) { row in
        .init(row.snapshot.map { moment($0.createdAt) } ?? "", .dim)
      },
      drillColumn,
    ]
  }

  /// The age of the last proof.
  private var drillColumn: Column {
    Column(id: .drill, title: "DRILL", width: 6, isRight: true, priority: 11, sort: .drilled) { row in
      let drill = row.backup?.drill ?? row.snapshot?.drill
      return .init(
        drill.map { $0.passed ? Words.age($0.date, now: now) : "failed" } ?? "",
        drill?.passed == false ? .error : .text)
    }
  }

  /// What tasks make that an operator has paused, by id, as far as the tasks are known here.
  var pausedTargets: Set<String> {
    var ids: Set<String> = []
    for tasks in [activity.recent, pane.tasks, pages.last?.tasks ?? []] {
      // By position: every frame asks, and copying a task takes longer than looking at its status.
      for index in tasks.indices where tasks[index].status == .paused {
        if let id = tasks[index].target?.id { ids.insert(id) }
      }
    }
    return ids
  }

  /// A moment in the operator's own time zone.
  func moment(_ date: Date) -> String { Words.moment(date, secondsFromUTC: setup.secondsFromUTC(date)) }

  /// Whether a backup may be replicated at all.
  func isEligible(_ backup: Backup) -> Bool { eligibility(backup) }

  /// Tells whether a backup may be replicated at all.
  private var eligibility: @Sendable (Backup) -> Bool {
    let (rules, regions) = (rules, regions)
    // Replicas are refused in any case (S16); wording that for every cell of a list takes longer than painting it.
    return { $0.kind == .backup && rules.sourceRefusals($0, regions: regions).isEmpty }
  }
}

extension Row {
  /// The vault, if it is one.
  var vault: Vault? { if case .vault(let vault) = self { vault } else { nil } }
  /// The task, if it is one.
  var task: CloudTask? { if case .task(let task) = self { task } else { nil } }
}
