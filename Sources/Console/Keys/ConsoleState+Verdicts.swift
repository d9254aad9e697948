internal import Replication

extension ConsoleState {
  /// The rows an action acts on: the page's, the marked ones, or the one under the cursor.
  var subjects: [Row] {
    if let page = pages.last { return page.row.map { [$0] } ?? [] }
    return list.chosen
  }

  /// Enough of them to tell which actions there are: a list holds rows of one kind.
  var someSubjects: [Row] {
    pages.isEmpty && list.marks.count > 2 ? Array(list.marks.values.prefix(2)) : subjects
  }

  /// Whether an action can be done now.
  func verdict(_ action: Action) -> Verdict { verdict(action, of: subjects) }

  /// Whether an action could be done with some rows; most actions need not know them.
  func verdict(_ action: Action, of subjects: @autoclosure () -> [Row]) -> Verdict {
    let verdict = verdict(action, on: subjects)
    if let reason = setup.readOnlyReason, verdict != .hidden, KeyTable.binding(of: action)?.isMutation == true {
      return .refused([reason])
    }
    return verdict
  }

  private func verdict(_ action: Action, on rows: () -> [Row]) -> Verdict {
    switch action {
    case .createReplica, .createImage, .createFileSystem: backupVerdict(action, rows())
    case .createServer, .createDisk, .rollBack, .drill: restoreVerdict(action, rows())
    case .copySnapshot: copyVerdict(rows())
    case .replicateVault, .expandVault: vaultVerdict(action, rows())
    case .createVault: createVaultVerdict
    case .applyToVault: applyVerdict(rows())
    case .verify: verifyVerdict(rows())
    case .delete: deleteVerdict(rows())
    case .resumeTask, .pauseTask, .retryTask, .cancelTask, .discardTask: taskVerdict(action, rows())
    case .jump: jumpVerdict(rows())
    case .actOnCell: cellVerdict
    case .coverageRows: tab == .coverage && service.type != nil && pages.isEmpty ? .allowed : .hidden
    case .columns where tab == .coverage: .refused(["The columns here are the regions of the context."])
    case .exportTable where tab == .coverage: .refused(["Export it with: farshore coverage --json"])
    case .more: rows().isEmpty && tab != .vaults ? .refused(["There is no row."]) : .allowed
    case .open where !pages.isEmpty && currentLink == nil:
      .refused(["Nothing lies behind this line; lines with \(Glyphs(setup.glyphs).chooserRight) lead on."])
    case .open, .information, .copyID, .mark, .markAll, .exportTable:
      // Thousands of marked rows need not be put in order for that.
      someSubjects.isEmpty ? .refused(["There is no row."]) : .allowed
    default: .allowed
    }
  }

  private var createVaultVerdict: Verdict {
    guard service.family == .cbr, tab == .vaults, pages.isEmpty else { return .hidden }
    return noRegionWords.map { .refused([$0]) } ?? .allowed
  }

  private func jumpVerdict(_ rows: [Row]) -> Verdict {
    if !trail.isEmpty || !otherEnds(of: rows).isEmpty { return .allowed }
    return rows.first.map { $0.kind == .vault || $0.kind == .audit } == true
      ? .hidden : .refused(["Nothing is linked to this row."])
  }

  private func backupVerdict(_ action: Action, _ rows: [Row]) -> Verdict {
    let backups = rows.compactMap(\.backup)
    guard let first = backups.first, backups.count == rows.count else { return .hidden }
    if action == .createImage || action == .createFileSystem {
      guard backups.count == 1, first.type == (action == .createImage ? .server : .turbo) else { return .hidden }
      return first.status == .available
        ? .allowed : .refused(["The \(rows[0].noun) is \(word(first).lowercased())."])
    }
    return someCanGo(backups) { backupRefusals($0) }
  }

  /// What forbids replicating a backup, whatever would be chosen in the dialog.
  func backupRefusals(_ backup: Backup) -> [Refusal] {
    let refusals = sourceRefusals(backup)
    return refusals.isEmpty ? rules.exhaustionRefusals(backup, regions: regions) : refusals
  }

  /// What forbids it by the backup itself: of a replica nothing that waiting would mend, and in the screen's words.
  func sourceRefusals(_ backup: Backup) -> [Refusal] {
    let refusals = rules.sourceRefusals(backup, regions: regions)
    if refusals.contains(where: { $0.code == .alreadyReplica }) { return refusals.filter { $0.code != .notAvailable } }
    return refusals.isEmpty ? [] : worded(refusals, backup.status.label, word(backup))
  }

  func sourceRefusals(_ snapshot: Snapshot) -> [Refusal] {
    let refusals = rules.sourceRefusals(snapshot, regions: regions)
    return refusals.isEmpty ? [] : worded(refusals, snapshot.state.label, word(snapshot))
  }

  /// How a backup stands, as its row says it.
  func word(_ backup: Backup) -> String { backup.status.label(isPaused: pausedTargets.contains(backup.id)) }

  /// How a snapshot stands, as its row says it.
  func word(_ snapshot: Snapshot) -> String {
    snapshot.state.label(isPaused: pausedTargets.contains(snapshot.id))
  }

  /// The rules know nothing of pauses: their word for a state gives way to the one that the screen shows.
  private func worded(_ refusals: [Refusal], _ known: String, _ shown: String) -> [Refusal] {
    if known == shown { return refusals }
    return refusals.map { refusal in
      var refusal = refusal
      refusal.message = refusal.message.replacing(" is \(known);", with: " is \(shown);")
      return refusal
    }
  }

  private func copyVerdict(_ rows: [Row]) -> Verdict {
    let snapshots = rows.compactMap(\.snapshot)
    guard !snapshots.isEmpty, snapshots.count == rows.count else { return .hidden }
    return someCanGo(snapshots) { sourceRefusals($0) }
  }

  private func vaultVerdict(_ action: Action, _ rows: [Row]) -> Verdict {
    guard rows.count == 1, case .vault(let vault) = rows[0] else { return .hidden }
    guard action == .replicateVault else {
      // Whatever the capacity will be: a vault that goes cannot grow.
      let refusals = rules.expansionRefusals(vault, capacity: vault.capacity).filter { $0.code == .inUse }
      return refusals.isEmpty ? .allowed : .refused(refusals.map(\.message))
    }
    if vault.protection == .replication {
      return .refused(["\(vault.name) is a replication vault; its contents are already replicas."])
    }
    if vault.type == .disk { return .refused(["Disk backups stay in their region."]) }
    return vault.backupCount == 0 ? .refused(["The vault is empty."]) : .allowed
  }

  private func verifyVerdict(_ rows: [Row]) -> Verdict {
    guard rows.count == 1 else { return .hidden }
    guard setup.profile.reportsBytes else { return .refused(["This cloud does not offer it."]) }
    return switch rows[0] {
    case .backup(let backup) where backup.status == .available: .allowed
    case .snapshot(let snapshot) where snapshot.state == .normal: .allowed
    case .backup(let backup): .refused(["The \(rows[0].noun) is \(word(backup).lowercased())."])
    case .snapshot(let snapshot): .refused(["The snapshot is \(word(snapshot).lowercased())."])
    case .vault, .task, .image, .audit: .hidden
    }
  }

  private func deleteVerdict(_ rows: [Row]) -> Verdict {
    guard !rows.isEmpty, !rows.contains(where: { $0.kind == .task || $0.kind == .audit }) else { return .hidden }
    if rows[0].kind == .image, !setup.profile.reportsBytes { return .refused(["This cloud does not offer it."]) }
    return someCanGo(rows) { deletionRefusals($0) }
  }

  /// Allowed as soon as one of them is refused nothing: of thousands not all are judged.
  private func someCanGo<Subject>(_ subjects: [Subject], _ refusals: (Subject) -> [Refusal]) -> Verdict {
    if subjects.contains(where: { refusals($0).isEmpty }) { return .allowed }
    return .refused(subjects.count == 1 ? refusals(subjects[0]).map(\.message) : [Self.noneCanGo])
  }

  /// What forbids deleting a row, the last copy aside: that is asked about.
  ///
  /// - Parameter images: Those made of it, as far as they are known.
  func deletionRefusals(_ row: Row, images: [Image] = []) -> [Refusal] {
    let tasks = tasks(of: row)
    return switch row {
    case .vault(let vault): rules.deletionRefusals(vault, tasks: tasks)
    case .backup(let backup):
      rules.deletionRefusals(backup, tasks: tasks, images: images, hasOtherVerifiedCopy: true, confirmed: [])
    case .snapshot(let snapshot):
      rules.deletionRefusals(snapshot, tasks: tasks, hasOtherVerifiedCopy: true, confirmed: [])
    case .image(let image): rules.deletionRefusals(image, tasks: tasks)
    case .task, .audit: []
    }
  }

  private func taskVerdict(_ action: Action, _ rows: [Row]) -> Verdict {
    guard rows.count == 1, let steering = action.steering else { return .hidden }
    if case .task(let task) = rows[0] {
      if !setup.profile.reportsBytes, action == .pauseTask || action == .resumeTask {
        return .refused(["This cloud does not offer it."])
      }
      if action == .discardTask { return task.status == .interrupted ? .allowed : .hidden }
      if action == .cancelTask, task.status == .interrupted { return .hidden }
      if rules.refusals(steering, task).isEmpty { return .allowed }
      // What is possible instead stands in the same menu.
      let verb = task.status.hasEnded ? "The task has ended" : "The task is not ready for that"
      return .refused(["\(verb): \(task.status.label.lowercased())."])
    }
    guard action != .retryTask else { return .hidden }
    return steerable(action, rows[0]) == nil ? .hidden : .allowed
  }

  /// The task of a row that an action would steer.
  func steerable(_ action: Action, _ row: Row) -> CloudTask? {
    guard let steering = action.steering else { return nil }
    return tasks(of: row).first { task in
      guard TaskMachine.allowed(steering, in: task.status) else { return false }
      return switch action {
      case .discardTask: task.status == .interrupted
      case .cancelTask: task.status != .interrupted
      default: true
      }
    }
  }

  /// What is known of a row's tasks.
  func tasks(of row: Row) -> [CloudTask] {
    if case .task(let task) = row { return [task] }
    if let page = pages.last, page.row?.id == row.id { return page.tasks }
    return pane.subject == row.watched ? pane.tasks : []
  }

  private static let noneCanGo = "None of the marked rows can go; i says why for each."
}

extension Action {
  /// How it steers a task.
  var steering: TaskAction? {
    switch self {
    case .resumeTask: .resume
    case .pauseTask: .pause
    case .retryTask: .retry
    case .cancelTask, .discardTask: .cancel
    default: nil
    }
  }
}

extension Row {
  /// The backup or replica, if it is one.
  var backup: Backup? { if case .backup(let backup) = self { backup } else { nil } }
  /// The image, if it is one.
  var image: Image? { if case .image(let image) = self { image } else { nil } }
  /// The line of the audit, if it is one.
  var audit: AuditEntry? { if case .audit(let entry) = self { entry } else { nil } }
  /// The snapshot, if it is one.
  var snapshot: Snapshot? { if case .snapshot(let snapshot) = self { snapshot } else { nil } }
}
