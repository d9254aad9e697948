internal import Replication

extension ConsoleState {
  /// Opens the dialog; a region that is named already is filled in.
  mutating func openReplicaForm(_ backups: [Backup], to region: String? = nil) {
    guard !backups.isEmpty else { return }
    var form = Form(.replica(backups))
    if backups.count == 1 { form.texts[.name] = TextField(DefaultNames.replica(of: backups[0])) }
    form.texts[.description] = TextField()
    form.destinations = [FormDestination()]
    open(form, to: region)
  }

  /// Opens the dialog; a region that is named already is filled in.
  mutating func openCopyForm(_ snapshots: [Snapshot], to region: String? = nil) {
    guard !snapshots.isEmpty else { return }
    var form = Form(.copy(snapshots))
    if snapshots.count == 1 { form.texts[.name] = TextField() }
    form.destinations = [FormDestination()]
    open(form, to: region)
  }

  mutating func openVaultForm() {
    guard let type = service.type else { return }
    var form = Form(.createVault(type, beneath: nil))
    form.texts = [.name: TextField(), .capacity: TextField()]
    form.protection = .backup
    form.destinations = [FormDestination()]
    open(form)
    changeForm { $0.focus = .name }
  }

  /// Asks for a vault's total capacity; a capacity that is wanted is proposed, rounded up.
  mutating func openExpandForm(_ vault: Vault, capacity: Int64? = nil) {
    var form = Form(.expandVault(vault))
    let gib: Int64 = 1 << 30
    let wanted = capacity.map { "\($0 / gib + ($0 % gib == 0 ? 0 : 1)) GiB" }
    form.texts = [.capacity: TextField(wanted ?? ByteFormat.short(vault.capacity))]
    form.grows = vault.autoExpand
    form.focus = .capacity
    overlays.append(.form(form))
  }

  mutating func openImageForm(_ backup: Backup) {
    var form = Form(.image(backup))
    form.texts = [.output: TextField(setup.imagesFolder)]
    form.focus = .output
    overlays.append(.form(form))
  }

  mutating func openFileSystemForm(_ backup: Backup) {
    var form = Form(.fileSystem(backup))
    form.texts = [.name: TextField("\(backup.resource.name)-restored"), .output: TextField("")]
    form.focus = .output
    overlays.append(.form(form))
  }

  /// Asks for the backups of a vault, to replicate them together (S62).
  mutating func fetchBackups(of vault: Vault) {
    forget { if case .vaultBackups = $0 { true } else { false } }
    let listing = Listing(.backups(vault.type), scope: Scope(region: vault.region), vault: vault.id)
    outbox.append(.rows(listing, at: .offset(0), limit: Self.markLimit, request: asking(.vaultBackups(vault))))
  }

  mutating func openBulkForm(_ rows: [Row], of vault: Vault) {
    let backups = rows.compactMap(\.backup)
    guard overlays.isEmpty else { return }
    if backups.isEmpty { return say("\(vault.name) is empty.", .warning) }
    if let reason = reasonForNone(backups, of: vault) { return say(reason, .warning) }
    openReplicaForm(backups)
    if backups.count > 1 { changeForm { $0.wholeVault = vault } }
  }

  /// Why none of a vault's backups may go anywhere, by the rule that forbids most of them; nil as soon as one may.
  private func reasonForNone(_ backups: [Backup], of vault: Vault) -> String? {
    var groups: [(first: Refusal, count: Int)] = []
    for backup in backups {
      guard let refusal = backupRefusals(backup).first else { return nil }
      if let index = groups.firstIndex(where: { $0.first.code == refusal.code }) {
        groups[index].count += 1
      } else {
        groups.append((refusal, 1))
      }
    }
    guard let most = groups.max(by: { $0.count < $1.count }) else { return nil }
    let reason = shortened(most.first.message)
    if backups.count == 1 { return reason }
    let share = groups.count == 1 ? "" : "; \(most.count) of them"
    return "None of the \(backups.count) backups in \(vault.name) can go\(share): \(reason)"
  }

  /// Shows a dialog with single candidates filled in and the focus on the first field that needs a decision.
  private mutating func open(_ form: Form, to region: String? = nil) {
    overlays.append(.form(form))
    checkSelection()
    let candidates = regionChoices(form, 0).filter { $0.reason == nil }
    if let region, candidates.contains(where: { $0.choice == .region(region) }) {
      fill(.region(0), with: .region(region))
    } else if candidates.count == 1, case .region(let id) = candidates[0].choice {
      setRegion(id, at: 0)
    } else if case .createVault = form.purpose, let id = scope.region {
      setRegion(id, at: 0)
    }
    focusFirstDecision()
    changeForm { $0.isEdited = false }
    checkSelection()
  }

  /// Puts the focus on the first field that still needs a decision; on OK when none does.
  mutating func focusFirstDecision() {
    changeForm { form in
      form.focus = .ok
      for index in form.destinations.indices.reversed() {
        let choice = form.destinations[index]
        if form.needsVault, choice.vault == nil { form.focus = .vault(index) }
        if choice.region == nil { form.focus = .region(index) }
      }
    }
  }

  // MARK: Reaching the open dialog

  /// The position of the innermost dialog among the overlays.
  private var formIndex: Int? {
    overlays.lastIndex { if case .form = $0 { true } else { false } }
  }

  /// The innermost dialog.
  var form: Form? {
    guard let index = formIndex, case .form(let form) = overlays[index] else { return nil }
    return form
  }

  /// Changes the innermost dialog, if one is open.
  mutating func changeForm(_ change: (inout Form) -> Void) {
    guard let index = formIndex, case .form(var form) = overlays[index] else { return }
    change(&form)
    overlays[index] = .form(form)
  }

  /// Changes all open dialogs that have destinations in a region.
  mutating func changeForms(_ change: (inout Form) -> Void) {
    for index in overlays.indices {
      guard case .form(var form) = overlays[index] else { continue }
      change(&form)
      overlays[index] = .form(form)
    }
  }

  /// The checks of the innermost dialog.
  func formRules(_ form: Form) -> FormRules { FormRules(form: form, regions: regions, rules: rules) }
}
