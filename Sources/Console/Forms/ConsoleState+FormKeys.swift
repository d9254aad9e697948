internal import Canvas
internal import Replication

extension ConsoleState {
  mutating func pressInForm(_ key: Key, _ actions: [Action]) {
    guard let form else { return }
    if form.sending != nil {
      if actions.contains(.cancel) { closeOverlay() }
      return
    }
    let slot = form.focus
    // A text field takes the keys it edits with before any other meaning they have.
    if slot.isText, !actions.contains(.submit), edit(slot, key) { return }
    switch key {
    case .left where slot.isChooser: return turnChoice(slot, -1)
    case .right where slot.isChooser: return turnChoice(slot, 1)
    case .left where !slot.isText: return moveFocus(-1)
    case .right where !slot.isText: return moveFocus(1)
    case .character(" ") where !slot.isText: return pressFocused()
    case .delete where slot.destination != nil: return removeDestination()
    case .character("/") where slot.isChooser: return openChoices(slot)
    case .character(let typed) where slot.isChooser && !slot.isShort: return find(typed, among: slot)
    default: break
    }
    switch actions.first {
    case .nextField: moveFocus(1)
    case .previousField: moveFocus(-1)
    case .choose: pressFocused()
    case .submit: submit()
    case .addDestination: addDestination()
    case .removeDestination: removeDestination()
    case .cancel: closeOverlay()
    case .fixRefusal: fixFirst()
    case .selectionTable: openSelectionTable()
    case .help: openFormHelp()
    default: break
    }
  }

  /// What is typed on a chooser begins its filter.
  private mutating func find(_ typed: Character, among slot: FormSlot) {
    openChoices(slot)
    guard case .chooser(var chooser)? = overlays.last else { return }
    chooser.query.insert(String(typed))
    chooser.select { $0.reason == nil }
    replaceOverlay(.chooser(chooser))
  }

  private mutating func edit(_ slot: FormSlot, _ key: Key) -> Bool {
    guard var field = form?.texts[slot] else { return false }
    let before = field.text
    guard field.edit(key) else { return false }
    changeForm { $0.texts[slot] = field }
    if field.text != before { textChanged(slot) }
    return true
  }

  mutating func pasteIntoForm(_ text: String) {
    guard let slot = form?.focus, slot.isText, form?.sending == nil else { return }
    changeForm { $0.texts[slot]?.insert(text) }
    textChanged(slot)
  }

  private mutating func textChanged(_ slot: FormSlot) {
    changeForm { form in
      form.isEdited = true
      form.remote[slot] = nil
      form.message = ""
    }
    fieldChanged(slot)
  }

  /// Once an error shows, it is checked at every change, so that it goes the moment it is fixed.
  mutating func fieldChanged(_ slot: FormSlot) {
    guard let form else { return }
    let checks = formRules(form)
    let slots = form.slots(regions)
    changeForm { changed in
      for shown in changed.errors.keys where shown == slot || shown.destination == slot.destination {
        changed.errors[shown] = slots.contains(shown) ? checks.problem(shown) : nil
      }
    }
    // What can go where does not depend on how it is described.
    if slot != .description || form.sourceCount == 1 { planAgain() }
  }

  /// Checks the chosen regions again when the regions have changed (S42).
  mutating func checkRegions() {
    guard let form else { return }
    let checks = formRules(form)
    changeForm { changed in
      for index in form.destinations.indices where form.destinations[index].region != nil {
        changed.errors[.region(index)] = checks.problem(.region(index))
      }
    }
  }

  /// Moves the focus, valid or not, and checks the field that is left.
  private mutating func moveFocus(_ distance: Int) {
    guard let form else { return }
    let slots = form.slots(regions)
    let index = slots.firstIndex(of: form.focus) ?? 0
    // A choice that was passed on the way back to an earlier field is still to come, not missing.
    let isStillToCome = distance < 0 && form.focus.isChooser && chosen(form, form.focus) == nil
    let problem = isStillToCome ? form.errors[form.focus] : formRules(form).problem(form.focus)
    changeForm { changed in
      changed.errors[form.focus] = problem
      changed.focus = slots[(index + distance + slots.count) % slots.count]
    }
  }

  private mutating func pressFocused() {
    guard let slot = form?.focus else { return }
    switch slot {
    case .ok: submit()
    case .cancel: closeOverlay()
    case .add: addDestination()
    case .refusal(let index):
      if let groups = form?.preflight.groups, groups.indices.contains(index) { fix(groups[index]) }
    default: if slot.isText { leaveField() } else { openChoices(slot) }
    }
  }

  /// Goes to the next field, and after the last to OK: whoever types and presses Enter does not mean Cancel.
  private mutating func leaveField() {
    moveFocus(1)
    if form?.focus == .cancel { changeForm { $0.focus = .ok } }
  }

  private mutating func addDestination() {
    guard let form, form.canAddDestination(regions) else { return }
    let index = form.destinations.count
    changeForm { changed in
      changed.destinations.append(FormDestination())
      changed.focus = .region(index)
      changed.isEdited = true
    }
    let usable = regionChoices(self.form ?? form, index).filter { $0.reason == nil }
    if usable.count == 1 { fill(.region(index), with: usable[0].choice) }
  }

  private mutating func removeDestination() {
    guard let form, form.destinations.count > 1, let index = form.focus.destination else { return }
    changeForm { changed in
      changed.destinations.remove(at: index)
      changed.focus = .region(min(index, changed.destinations.count - 1))
      changed.errors = changed.errors.filter { $0.key.destination == nil }
      changed.remote = [:]
      changed.isEdited = true
    }
    planAgain()
  }

  /// Leaves a dialog; an edited one asks, one that is being submitted says so.
  mutating func leave(_ form: Form) {
    if form.isBulk {
      overlays.removeLast()
      putMarksAway()
      return say("It goes on: \(bulk?.progress ?? "").")
    }
    if form.sending != nil, form.sourceCount > 1 {
      departed = form
      overlays.removeLast()
      lists[listKey]?.marks = [:]
      return say("It goes on; what came of it will be said here.")
    }
    if form.sending != nil { return changeForm { $0.message = "The request is on its way." } }
    if !form.isEdited { return overlays.removeLast(1) }
    askToDiscard()
  }

  /// Asks before what was filled in is lost.
  mutating func askToDiscard() {
    ask(
      Question(
        title: "Discard", lines: [TextLine("Discard what was filled in?")],
        buttons: [.init(label: "No", answer: .no), .init(label: "Discard", answer: .discardForm)]))
  }
}
