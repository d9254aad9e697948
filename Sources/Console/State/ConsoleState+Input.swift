internal import Canvas
internal import Replication

extension ConsoleState {
  mutating func take(_ input: InputEvent) {
    switch input {
    case .key(let key):
      let (before, count) = (noticePlace, saidCount)
      press(key)
      // What was said elsewhere would hide the keys that work here; the history keeps it.
      if noticePlace != before, saidCount == count { notice = nil }
    case .paste(let text): paste(text)
    case .resize(let size): resize(size)
    case .wheel(let step): for _ in 0..<3 { press(step < 0 ? .up : .down) }
    case .click(let column, let row): click(column: column, row: row)
    case .resumed:
      outbox.append(.redraw)
      refresh()
    }
  }

  private mutating func resize(_ size: Size) {
    setup.size = size
    var shown = list
    shown.scroll(height: listHeight)
    list = shown
    if shown.wanted(height: listHeight) != nil, shown.condition == .ready { fetchRows() }
  }

  private mutating func press(_ key: Key) {
    let scope = overlays.last?.scope ?? frameScope
    let actions = KeyTable.actions(for: key, in: scope)
    if actions.contains(.redraw) { return outbox.append(.redraw) }
    if actions.contains(.suspend) { return outbox.append(.suspend) }
    if actions.contains(.interrupt) { return interrupt() }
    interruptIsArmed = false
    headline = nil
    if noticeYields {
      notice = nil
      noticeYields = false
    }
    switch overlays.last {
    case .chooser(let chooser): press(key, in: chooser)
    case .question(let question): press(key, in: question)
    case .text(let box):
      if actions.contains(.lagObjective), isOnLagBoard { return openObjectiveForm() }
      press(key, actions.first, in: box)
    case .columns(let dialog): press(actions.first, in: dialog)
    case .form: pressInForm(key, actions)
    case .policies(let board): press(key, actions, in: board)
    case nil: if filter != nil { editFilter(key) } else { perform(firstApplicable(actions)) }
    }
    // There is no way back any more once another place was chosen.
    if trail.isEmpty, notice != nil, notice?.text == wayBack { notice = nil }
  }

  /// Where keys work while nothing lies over the frame.
  var frameScope: KeyScope {
    if pane.extent == .enlarged { return .pane }
    return pages.isEmpty ? .list : .page
  }

  private mutating func paste(_ text: String) {
    switch overlays.last {
    case .chooser(var chooser):
      guard chooser.filters else { return }
      chooser.query.insert(text)
      chooser.select { _ in true }
      replaceOverlay(.chooser(chooser))
    case .question(var question):
      question.typed?.field.insert(text)
      replaceOverlay(.question(question))
    case .form: pasteIntoForm(text)
    case .text(var box):
      box.query?.insert(text)
      box.scroll = 0
      replaceOverlay(.text(box))
    case .policies: pasteIntoPolicies(text)
    case .columns: break
    case nil:
      guard var edited = filter else { return }
      edited.insert(text)
      setFilter(edited)
    }
  }

  /// A click selects the row of the list; anything else is done by key.
  private mutating func click(column: Int, row: Int) {
    let layout = Layout(self)
    guard overlays.isEmpty, pages.isEmpty, layout.rows.contains(column: column, row: row) else { return }
    let index = list.top + row - layout.rows.row
    if index < list.total { moveCursor(to: index) }
  }

  /// ^C: closes the innermost thing; with nothing open, the second one quits.
  private mutating func interrupt() {
    if !overlays.isEmpty { return closeOverlay() }
    if filter != nil { return endFilter(keeping: false) }
    if pane.extent == .enlarged || !pages.isEmpty { return goBack() }
    if interruptIsArmed { return outbox.append(.quit(hasUnfinishedTasks ? .leaveToAgent : .plain)) }
    interruptIsArmed = true
    say("Press ^C again to quit.")
    outbox.append(.startTimer(.interrupt, after: .seconds(2)))
  }

  /// Closes the innermost overlay as Esc does: questions are answered with no, edited dialogs ask.
  mutating func closeOverlay() {
    switch overlays.last {
    case .form(let form): leave(form)
    case .chooser(let chooser):
      overlays.removeLast()
      if chooser.purpose == .theme { showTheme(setup.theme) }
    case .columns(let dialog):
      overlays.removeLast()
      setup.preferences.columns[dialog.list] = dialog.before
    case .policies(let board): close(board)
    default: overlays.removeLast()
    }
  }

  /// Puts a changed overlay in the place of the innermost.
  mutating func replaceOverlay(_ overlay: Overlay) {
    guard !overlays.isEmpty else { return }
    overlays[overlays.count - 1] = overlay
  }
}

extension Rect {
  fileprivate func contains(column x: Int, row y: Int) -> Bool {
    x >= column && y >= row && x < column + columns && y < row + rows
  }
}
