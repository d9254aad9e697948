internal import Canvas
internal import Replication

extension ConsoleState {
  /// The first of a key's actions that makes sense here.
  func firstApplicable(_ actions: [Action]) -> Action? {
    actions.first { verdict($0) != .hidden } ?? actions.first
  }

  /// Does what a key, the menu or the palette asks for.
  mutating func perform(_ action: Action?) {
    guard let action else { return }
    switch verdict(action) {
    case .hidden: return sayNo("\(KeyTable.label(of: action)) does not apply here.")
    case .refused(let reasons): return sayNo(reasons.joined(separator: " "))
    case .allowed: break
    }
    if move(action) || lookAt(action) || change(action) { return }
    switch action {
    case .picker: openPicker()
    case .theme: openThemes()
    case .palette: openPalette()
    case .help: openHelp()
    case .messages: openMessages()
    case .policies: openPolicies()
    case .lagObjective: openObjectiveForm()
    case .audit: openExtra(.audit)
    case .images: openExtra(.images)
    case .lagBoard: outbox.append(.lag(request: asking(.lag)))
    case .enlargePane:
      pane.extent = pane.extent == .enlarged ? .docked : .enlarged
      pane.scroll = 0
    case .hidePane:
      pane.extent = pane.extent == .hidden ? .docked : .hidden
      moveCursor(to: list.cursor)
    case .saveScreen: outbox.append(.saveScreen(view(self).text))
    case .reloadSettings: outbox.append(.reloadSettings)
    case .redraw: outbox.append(.redraw)
    case .suspend: outbox.append(.suspend)
    case .back: goBack()
    case .quit: quit()
    default: break
    }
  }

  /// Moving about; false when the action is something else.
  private mutating func move(_ action: Action) -> Bool {
    let height = max(1, listHeight - 1)
    if action == .left || action == .right, moveCell(action == .left ? -1 : 1) { return true }
    switch action {
    case .up: step(-1)
    case .down: step(1)
    case .pageUp: step(-height)
    case .pageDown: step(height)
    case .top: step(-Int(Int32.max))
    case .bottom: step(Int(Int32.max))
    case .left: onServices = pages.isEmpty && pane.extent != .enlarged && Layout(self).services.columns > 0
    case .right: onServices = false
    case .nextTab: turnTab(1)
    case .previousTab: turnTab(-1)
    case .tab1: showTab(0)
    case .tab2: showTab(1)
    case .tab3: showTab(2)
    case .tab4: showTab(3)
    case .tab5: showTab(4)
    case .nextService: turnService(1)
    case .previousService: turnService(-1)
    default: return false
    }
    return true
  }

  private mutating func step(_ distance: Int) {
    if pane.extent == .enlarged {
      pane.scroll = min(max(0, pane.scroll + distance), max(0, paneLines.count - Layout(self).pane.rows))
    } else if !pages.isEmpty {
      movePage(distance)
    } else if onServices {
      turnService(distance)
    } else {
      moveCursor(to: list.cursor + distance)
    }
  }

  private mutating func turnTab(_ distance: Int) {
    let tabs = shownTabs
    let count = tabs.count + (hasPolicyTab ? 1 : 0)
    let index = ((tabs.firstIndex(of: tab) ?? 0) + distance + count) % count
    if tabs.indices.contains(index) { show(service, tabs[index]) } else { openPolicies() }
  }

  private mutating func showTab(_ index: Int) {
    if service.tabs.indices.contains(index) {
      show(service, service.tabs[index])
    } else if index == service.tabs.count, hasPolicyTab {
      openPolicies()
    }
  }

  private mutating func turnService(_ distance: Int) {
    guard let index = services.firstIndex(of: service) else { return }
    let target = services[min(max(0, index + distance), services.count - 1)]
    if target != service { show(target, target.tabs.contains(tab) ? tab : target.mainTab) }
  }

  /// What changes only the view of things; false when the action is something else.
  private mutating func lookAt(_ action: Action) -> Bool {
    switch action {
    case .filter: openFilter()
    case .sort: sortByNextColumn()
    case .sortBy: openSort()
    case .columns: openColumns()
    case .exportTable: openExport()
    case .reverseSort: relist { $0.descending.toggle() }
    case .mark: toggleMark()
    case .markAll: markAll()
    case .unmark: list.marks = [:]
    case .open: open()
    case .more: openMore()
    case .information: openInformation()
    case .actOnCell: actOnCell()
    case .coverageRows: turnCoverage()
    case .jump: jump()
    case .copyID: outbox.append(.copyText(subjects.map(\.copied).joined(separator: "\n")))
    default: return false
    }
    return true
  }

  /// What changes something in a cloud; false when the action is something else.
  private mutating func change(_ action: Action) -> Bool {
    guard let row = subjects.first ?? (action == .createVault ? list.current : nil) else {
      if action == .createVault { openVaultForm() }
      return action == .createVault
    }
    switch action {
    case .createReplica: openReplicaForm(subjects.compactMap(\.backup), to: cellTarget)
    case .copySnapshot: openCopyForm(subjects.compactMap(\.snapshot), to: cellTarget)
    case .replicateVault: if case .vault(let vault) = row { fetchBackups(of: vault) }
    case .createVault: openVaultForm()
    case .expandVault: if case .vault(let vault) = row { openExpandForm(vault) }
    case .applyToVault: if case .vault(let vault) = row { openApply(to: vault) }
    case .createImage: if let backup = row.backup { openImageForm(backup) }
    case .createFileSystem: if let backup = row.backup { openFileSystemForm(backup) }
    case .createServer, .createDisk, .drill: openRestore(action, row)
    case .verify: outbox.append(.verify(row.id, request: asking(.task("Verifying \(row.name)"))))
    case .delete: askToDelete()
    case .resumeTask, .pauseTask, .retryTask:
      if let steering = action.steering, let task = steerable(action, row) { steer(task.id, steering) }
    case .cancelTask, .discardTask: if let task = steerable(action, row) { askToCancel(task) }
    default: return false
    }
    return true
  }

  mutating func steer(_ task: String, _ action: TaskAction) {
    outbox.append(.steer(task, action, request: asking(.task(action.title))))
  }

  /// One step back: out of the pane, a page, a filter, a place jumped to.
  mutating func goBack() {
    if pane.extent == .enlarged {
      pane.extent = .docked
    } else if !pages.isEmpty {
      pages.removeLast()
      refreshPage()
    } else if onServices {
      onServices = false
    } else if !list.typed.isEmpty {
      endFilter(keeping: false)
    } else if !list.marks.isEmpty {
      list.marks = [:]
    } else if let place = trail.popLast() {
      show(place)
    } else if tab.isExtra {
      show(service, formerTab ?? service.mainTab)
    }
  }

  /// Shows the images or the audit over whatever is shown.
  private mutating func openExtra(_ tab: ConsoleTab) {
    if pane.extent == .enlarged { pane.extent = .docked }
    onServices = false
    show(service, tab)
  }

  private mutating func quit() {
    if quittingGoesBack { return goBack() }
    // Who may only look leaves what runs alone.
    if hasUnfinishedTasks || bulk != nil, setup.readOnlyReason == nil {
      askToQuit()
    } else {
      outbox.append(.quit(.plain))
    }
  }

  /// Whether something lies over the lists, which is left first.
  var quittingGoesBack: Bool { pane.extent == .enlarged || !pages.isEmpty || tab.isExtra }

  /// Whether anything is on its way.
  var hasUnfinishedTasks: Bool { activity.running + activity.queued > 0 }
}
