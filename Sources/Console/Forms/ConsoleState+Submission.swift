internal import Replication

extension ConsoleState {
  /// Works out again what the dialog would do, a moment after the last change.
  mutating func planAgain() {
    guard let form, form.sourceCount > 0 else { return }
    forget { $0 == .plan }
    let isComplete = !form.completeDestinations.isEmpty
    changeForm { $0.plan = isComplete ? .checking : .unasked }
    checkSelection()
    if isComplete { outbox.append(.startTimer(.plan, after: .milliseconds(200))) }
  }

  mutating func askForPlan() {
    // What was answered meanwhile by the submission itself needs no check any more, which would take its refusals away.
    guard let form, form.sending == nil, case .checking = form.plan, !form.completeDestinations.isEmpty else { return }
    forget { $0 == .plan }
    if !form.backups.isEmpty {
      outbox.append(.planReplicas(form.replicaRequests, request: asking(.plan)))
    } else if !form.snapshots.isEmpty {
      outbox.append(.planCopies(form.copyRequests, request: asking(.plan)))
    }
  }

  /// OK: checks every field and asks once; a second OK while the first is on its way does nothing (S53).
  mutating func submit() {
    guard let form, form.sending == nil else { return }
    if departed != nil { return changeForm { $0.message = "What was sent before has not been answered yet." } }
    let problems = formRules(form).problems()
    changeForm { changed in
      changed.errors = problems
      changed.message = ""
    }
    if let first = form.slots(regions).first(where: { problems[$0] != nil }) {
      return changeForm { changed in
        changed.focus = first
        changed.message = problems.count == 1 ? "" : "\(problems.count) fields need another look."
      }
    }
    switch form.purpose {
    case .replica, .copy: submitCopies(form)
    case .createVault(let type, let parent): submitVault(form, type, beneath: parent)
    case .expandVault(let vault):
      guard let capacity = Self.capacity(form) else { return }
      let growth = form.grows == vault.autoExpand ? nil : form.grows
      send { .expandVault(vault.id, capacity: capacity, autoExpand: growth, request: $0) }
    case .fileSystem(let backup):
      let system = FileSystemRequest(backup: backup.id, name: form.text(.name), path: form.text(.output))
      send { .createFileSystem(system, request: $0) }
    case .image(let backup):
      let image = ImageRequest(backup: backup.id, output: form.text(.output), format: form.format)
      send { .createImage(image, request: $0) }
    case .server, .disk, .drill, .drillSnapshot: submitRestore(form)
    case .objective: settleObjective(form)
    }
  }

  /// Several sources go only as far as the plan lets them.
  private mutating func submitCopies(_ form: Form) {
    var replicas = form.replicaRequests
    var copies = form.copyRequests
    if form.sourceCount > 1 {
      guard case .ready = form.plan else {
        return changeForm { $0.message = "Still checking which of them can go; OK again in a moment." }
      }
      let allowed = form.preflight.going
      replicas.removeAll { !allowed.contains(SourceLink(id: $0.backup, region: $0.destination.region)) }
      copies.removeAll { !allowed.contains(SourceLink(id: $0.snapshot, region: $0.region)) }
      if replicas.isEmpty && copies.isEmpty { return changeForm { $0.message = "None of them can go." } }
    }
    if form.wholeVault == nil, max(replicas.count, copies.count) > Bulk.piece {
      return submitBulk(replicas.isEmpty ? .copies(copies) : .replicas(replicas))
    }
    if let vault = form.wholeVault {
      var destinations: [Destination] = []
      for replica in replicas where !destinations.contains(replica.destination) {
        destinations.append(replica.destination)
      }
      send { .replicateVault(vault.id, destinations, request: $0) }
    } else if form.snapshots.isEmpty {
      send { .createReplicas(replicas, request: $0) }
    } else {
      send { .copySnapshots(copies, request: $0) }
    }
  }

  /// Sends many in pieces; the dialog shows how far it is until it is left.
  private mutating func submitBulk(_ work: Bulk.Work) {
    forget { $0 == .plan }
    guard begin(work) else {
      let words = bulkRefusal
      return changeForm { $0.message = words }
    }
    changeForm { form in
      form.sending = 0
      form.isBulk = true
    }
  }

  private mutating func submitVault(_ form: Form, _ type: ResourceType, beneath parent: FormSlot?) {
    guard let capacity = Self.capacity(form), let destination = form.destinations.first,
      let region = destination.region
    else { return }
    let request = VaultRequest(
      name: form.text(.name), region: region, project: destination.project, type: type,
      protection: parent == nil ? form.protection : .replication, capacity: capacity,
      autoExpand: form.grows)
    send { .createVault(request, request: $0) }
  }

  /// The capacity typed; the field's check has passed before this is asked.
  private static func capacity(_ form: Form) -> Int64? {
    do { return try ByteFormat.parse(form.text(.capacity)) } catch { return nil }
  }

  mutating func send(_ effect: (Int) -> Effect) {
    forget { $0 == .plan }
    let request = asking(.submission)
    changeForm { form in
      form.sending = request
      // The answer says more than the check would have, which it has overtaken.
      if case .checking = form.plan { form.plan = .ready(Plan()) }
    }
    outbox.append(effect(request))
  }

  /// What came of a submission: refusals go back to the filled dialog, under their fields.
  mutating func submitted(_ admission: Admission) {
    if let left = departed, form?.sending == nil {
      departed = nil
      let words = admission.tasks.isEmpty ? admission.refused.first?.message : startedWords(admission, left)
      say(words ?? "", admission.tasks.isEmpty ? .error : .note)
      return refresh()
    }
    guard let form, form.sending != nil, !form.isBulk else { return }
    let going = admission.tasks
    let regions = regions
    if admission.refused.isEmpty || (form.sourceCount > 1 && !going.isEmpty) {
      if let index = overlays.firstIndex(where: { if case .form = $0 { true } else { false } }) {
        overlays.removeSubrange(index...)
      }
      list.marks = [:]
      say(startedWords(admission, form))
    } else {
      changeForm { changed in
        changed.sending = nil
        // What was admitted is done; the dialog goes on with what was refused, which is said and lost by nobody.
        let done = Set(going.compactMap { $0.target?.region })
        changed.isEdited = done.isEmpty
        changed.destinations.removeAll { $0.region.map(done.contains) ?? false }
        if !done.isEmpty { changed.plan = .ready(Plan(refused: admission.refused)) }
        changed.take(admission.refused)
        if !done.isEmpty { changed.message = "\(going.count) started; this one was refused." }
        if let slot = changed.slots(regions).first(where: { changed.remote[$0] != nil }) { changed.focus = slot }
      }
    }
    refresh()
  }

  private func startedWords(_ admission: Admission, _ form: Form) -> String {
    let count = admission.tasks.count
    let refused = admission.refused.isEmpty ? "" : ", \(Set(admission.refused.compactMap(\.source)).count) refused"
    if count == 1, let target = admission.tasks[0].target {
      let region = regionName(target.region)
      switch form.purpose {
      case .copy: return "Copying to \(region) as \(target.id)."
      case .image: return "Making an image in \(form.text(.output))."
      case .fileSystem: return "Making the file system \(target.name) in \(form.text(.output))."
      case .server: return "Making the server \(target.name) in \(region)."
      case .disk: return "Making the disk \(target.name) in \(form.text(.output))."
      default: return "Replicating to \(region) as \(target.name)\(refused)."
      }
    }
    if case .drill(let backup) = form.purpose { return "Rebuilding \(backup.name) to compare it." }
    if case .drillSnapshot(let snapshot) = form.purpose { return "Rebuilding \(snapshot.name) to compare it." }
    return "\(count) \(count == 1 ? "task" : "tasks") started\(refused)."
  }

  // MARK: Vaults

  /// The small dialog beneath the vault field: name and capacity.
  mutating func openVaultForm(for index: Int) {
    guard let parent = form, let type = parent.backups.first?.type else { return }
    var form = Form(.createVault(type, beneath: .vault(index)))
    form.texts = [.name: TextField(), .capacity: TextField()]
    form.destinations = [parent.destinations[index]]
    form.focus = .name
    overlays.append(.form(form))
  }

  /// A vault was created or expanded: the small dialog closes, the field above it takes the vault.
  mutating func vaultSaved(_ vault: Vault) {
    guard let saved = form, saved.sending != nil else { return refresh() }
    if let index = overlays.lastIndex(where: { if case .form = $0 { true } else { false } }) {
      overlays.removeSubrange(index...)
    }
    if case .createVault(_, let slot?) = saved.purpose, case .vault(let index) = slot {
      changeForm { parent in
        guard parent.destinations.indices.contains(index) else { return }
        parent.destinations[index].vaults = .known(parent.destinations[index].knownVaults + [vault])
        parent.destinations[index].vault = vault.id
      }
      fieldChanged(slot)
    }
    say("Vault \(vault.name): \(ByteFormat.short(vault.capacity)).")
    refresh()
    replaceKnown(vault)
  }
}

extension ConsoleState {
  /// Brings a vault that has just been changed up to date in the dialog above, and asks again what can go.
  private mutating func replaceKnown(_ vault: Vault) {
    guard form != nil else { return }
    changeForm { form in
      for index in form.destinations.indices where form.destinations[index].region == vault.region {
        form.destinations[index].vaults = .known(
          form.destinations[index].knownVaults.map { $0.id == vault.id ? vault : $0 })
      }
    }
    planAgain()
  }
}

extension Form {
  /// Takes what submitting would do; refusals show under their fields at once.
  mutating func take(_ plan: Plan) {
    self.plan = .ready(plan)
    if sourceCount == 1 { take(plan.refused) }
  }
}
